/** What is made of the figures: a table, ratios to limits, goals, JSON. */
@NullMarked
package io.tailrace.bench.report;

import org.jspecify.annotations.NullMarked;
