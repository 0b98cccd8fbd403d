/** Whether ledger and archive belong together, and what is done when they don't. */
@NullMarked
package io.tailrace.collector.pairing;

import org.jspecify.annotations.NullMarked;
