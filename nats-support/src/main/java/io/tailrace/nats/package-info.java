/** NATS for Tailrace's services: one way to connect, one shared control connection, health, metrics. */
@NullMarked
package io.tailrace.nats;

import org.jspecify.annotations.NullMarked;
