@NullMarked
package io.tailrace.collector;

import org.jspecify.annotations.NullMarked;
