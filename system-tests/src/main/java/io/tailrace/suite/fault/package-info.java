/** What goes wrong, when, and by whose hand: plans of faults drawn from a seed, and what carries them out. */
@NullMarked
package io.tailrace.suite.fault;

import org.jspecify.annotations.NullMarked;
