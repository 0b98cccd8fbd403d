/** What is wanted: declared streams and buckets, and the table of fields that relates configuration keys to the server's JSON. */
@NullMarked
package io.tailrace.admin.declaration;

import org.jspecify.annotations.NullMarked;
