/** The collector: pulls each partition and keeps a byte-identical archive of every file of every host. */
@NullMarked
package io.tailrace.collector;

import org.jspecify.annotations.NullMarked;
