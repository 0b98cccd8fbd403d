/** Does what a plan says, each stream for itself, and reads back what the server made of it. */
@NullMarked
package io.tailrace.admin.apply;

import org.jspecify.annotations.NullMarked;
