/** Declares what a broker has. */
@NullMarked
package io.tailrace.admin.export;

import org.jspecify.annotations.NullMarked;
