package io.tailrace.suite.fault;

import java.time.Duration;

/**
 * A fault and its moment.
 *
 * @param pause after the step before, whatever that one has done
 * @param inFlight whether it then waits for bytes to flow through what it hits
 * @param fault what happens
 */
public record Step(Duration pause, boolean inFlight, Fault fault) {}
