/** The command behind {@code bin/chaos}: rounds of kills and other faults, each of which ends with a proof. */
@NullMarked
package io.tailrace.suite.chaos;

import org.jspecify.annotations.NullMarked;
