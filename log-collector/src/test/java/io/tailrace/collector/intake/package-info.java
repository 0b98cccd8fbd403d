@NullMarked
package io.tailrace.collector.intake;

import org.jspecify.annotations.NullMarked;
