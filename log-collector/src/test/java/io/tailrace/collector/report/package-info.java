@NullMarked
package io.tailrace.collector.report;

import org.jspecify.annotations.NullMarked;
