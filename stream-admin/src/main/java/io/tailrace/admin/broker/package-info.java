/** The JetStream API in the server's own JSON, because only that shows every field a stream has. */
@NullMarked
package io.tailrace.admin.broker;

import org.jspecify.annotations.NullMarked;
