/** Keeps the broker's streams equal to their declaration: declaration, plan, apply, drift. */
@NullMarked
package io.tailrace.admin;

import org.jspecify.annotations.NullMarked;
