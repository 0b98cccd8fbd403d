package io.tailrace.suite.writer;

import java.time.Clock;
import java.util.random.RandomGenerator;

/** A structured log: one JSON object a line, some of them long. */
public final class JsonLines implements Lines {

    private static final int LONGEST_BASKET = 60;

    private final RandomGenerator random;
    private final Clock clock;

    public JsonLines(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public int next(StringBuilder out) {
        out.append("{\"time\":\"")
                .append(clock.instant())
                .append("\",\"event\":\"checkout\",\"customer\":")
                .append(random.nextInt(100_000))
                .append(",\"basket\":[");
        int items = random.nextInt(LONGEST_BASKET) == 0 ? LONGEST_BASKET : random.nextInt(1, 5);
        for (int item = 0; item < items; item++) {
            out.append(item == 0 ? "" : ",")
                    .append("{\"sku\":\"A-")
                    .append(random.nextInt(10_000))
                    .append("\",\"count\":")
                    .append(random.nextInt(1, 9))
                    .append('}');
        }
        out.append("]}\n");
        return 1;
    }
}
