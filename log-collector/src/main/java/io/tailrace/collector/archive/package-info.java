/** The collector's files, each a mirror of one source, written at offset. */
@NullMarked
package io.tailrace.collector.archive;

import org.jspecify.annotations.NullMarked;
