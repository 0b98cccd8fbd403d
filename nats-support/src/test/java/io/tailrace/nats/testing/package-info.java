/** A real nats-server for tests, also those of other modules; nothing but the JDK. */
@NullMarked
package io.tailrace.nats.testing;

import org.jspecify.annotations.NullMarked;
