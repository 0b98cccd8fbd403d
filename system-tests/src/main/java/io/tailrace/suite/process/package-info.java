/** The suite as users run it: nats-server and the services' jars as processes. */
@NullMarked
package io.tailrace.suite.process;

import org.jspecify.annotations.NullMarked;
