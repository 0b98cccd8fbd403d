@NullMarked
package io.tailrace.collector.archive;

import org.jspecify.annotations.NullMarked;
