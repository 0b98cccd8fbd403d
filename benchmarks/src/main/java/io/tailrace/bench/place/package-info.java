/** Where one repetition takes place: a directory, a nats-server and the processes that are measured. */
@NullMarked
package io.tailrace.bench.place;

import org.jspecify.annotations.NullMarked;
