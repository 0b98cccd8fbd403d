package io.tailrace.suite.writer;

import java.time.Clock;
import java.util.random.RandomGenerator;

/** A Java application's log: an event a line, now and then one with a stack trace. */
public final class ApplicationLines implements Lines {

    private static final int FRAMES = 12;
    private static final int EVENTS_PER_FAILURE = 40;

    private final RandomGenerator random;
    private final Clock clock;

    public ApplicationLines(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public int next(StringBuilder out) {
        boolean failed = random.nextInt(EVENTS_PER_FAILURE) == 0;
        out.append(clock.instant())
                .append(failed ? " ERROR" : " INFO ")
                .append(" [worker-")
                .append(random.nextInt(8))
                .append("] o.e.orders.OrderService : order ")
                .append(random.nextInt(1_000_000))
                .append(failed ? " could not be booked" : " booked for Zoë Müller, 3 items, 47.11 €")
                .append('\n');
        return failed ? 1 + stackTrace(out) : 1;
    }

    private int stackTrace(StringBuilder out) {
        out.append("java.lang.IllegalStateException: payment service did not answer within 2000 ms\n");
        for (int frame = 0; frame < FRAMES; frame++) {
            out.append("\tat org.example.orders.Step")
                    .append(frame)
                    .append(".run(Step")
                    .append(frame)
                    .append(".java:")
                    .append(random.nextInt(20, 400))
                    .append(")\n");
        }
        return 1 + FRAMES;
    }
}
