/** Reads recordings of the JDK's flight recorder, and says where time and memory went. */
@NullMarked
package io.tailrace.bench.profile;

import org.jspecify.annotations.NullMarked;
