/** Shows what a command does while it does it, on a terminal or in a log. */
@NullMarked
package io.tailrace.suite.screen;

import org.jspecify.annotations.NullMarked;
