package io.tailrace.bench.report;

import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Unit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that issue 5 wants to be reached.
 *
 * @param words what
 * @param unit of value, goal and stretch
 * @param atLeast whether more is better
 * @param goal to reach
 * @param stretch beyond it; NaN where there is none
 * @param value as it was measured; empty where it was not
 */
record Goal(
        String words,
        Unit unit,
        boolean atLeast,
        double goal,
        double stretch,
        Function<Results, Optional<Double>> value) {

    static Goal atLeast(
            String words, Unit unit, double goal, double stretch, Function<Results, Optional<Double>> value) {
        return new Goal(words, unit, true, goal, stretch, value);
    }

    static Goal atMost(
            String words, Unit unit, double goal, double stretch, Function<Results, Optional<Double>> value) {
        return new Goal(words, unit, false, goal, stretch, value);
    }

    /** What a value is worth, in words. */
    String verdict(double measured) {
        if (isWithin(measured, stretch)) {
            return "beyond";
        }
        return isWithin(measured, goal) ? "reached" : "not reached";
    }

    private boolean isWithin(double measured, double bound) {
        return !Double.isNaN(bound) && (atLeast ? measured >= bound : measured <= bound);
    }

    String bound(double bound) {
        return Double.isNaN(bound) ? "" : (atLeast ? ">= " : "<= ") + unit.format(bound);
    }
}
