@NullMarked
package io.tailrace.collector.inventory;

import org.jspecify.annotations.NullMarked;
