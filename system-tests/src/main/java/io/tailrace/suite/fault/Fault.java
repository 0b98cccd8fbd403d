package io.tailrace.suite.fault;

import io.tailrace.suite.process.Service;
import io.tailrace.suite.proxy.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One thing that goes wrong, with all its particulars. What it says as text is what timelines and screens show. */
public sealed interface Fault {

    /** What it is counted as: what happens and to whom. */
    String kind();

    /** A fault of a process. */
    sealed interface OfProcess extends Fault {

        Target target();
    }

    /** A fault of a service's line to the servers. */
    sealed interface OfLine extends Fault {

        Service client();

        /** How long it lasts. */
        Duration time();
    }

    /**
     * The process is gone between two instructions.
     *
     * @param down how long until it is started again
     */
    record Kill(Target target, Duration down) implements OfProcess {

        @Override
        public String kind() {
            return "kill -9 " + target.part();
        }

        @Override
        public String toString() {
            return kind() + ", " + startedAgain(down);
        }
    }

    /**
     * The process is asked to end and started again.
     *
     * @param down how long it is gone
     */
    record Restart(Target target, Duration down) implements OfProcess {

        @Override
        public String kind() {
            return "SIGTERM " + target.part();
        }

        @Override
        public String toString() {
            return kind() + ", " + startedAgain(down);
        }
    }

    /**
     * The process stands still while its connections stay open.
     *
     * @param time how long
     */
    record Freeze(Target target, Duration time) implements OfProcess {

        @Override
        public String kind() {
            return "SIGSTOP " + target.part();
        }

        @Override
        public String toString() {
            return kind() + " for " + seconds(time);
        }
    }

    /**
     * All connections are reset.
     *
     * @param time how long none can be made; zero where new ones are welcome at once
     */
    record Cut(Service client, Duration time) implements OfLine {

        @Override
        public String kind() {
            return "cut line of " + client;
        }

        @Override
        public String toString() {
            return kind() + (time.isZero() ? "" : " for " + seconds(time));
        }
    }

    /** So many bytes a second get through. */
    record Slow(Service client, long bytesPerSecond, Duration time) implements OfLine {

        @Override
        public String kind() {
            return "slow line of " + client;
        }

        @Override
        public String toString() {
            return "%s, %,d bytes/s for %s".formatted(kind(), bytesPerSecond, seconds(time));
        }
    }

    /**
     * Nothing gets through while all connections stay open.
     *
     * @param directions which bytes don't
     * @param swallowed whether they are lost, and the connections with them; else they arrive late
     */
    record HalfOpen(Service client, List<Direction> directions, boolean swallowed, Duration time) implements OfLine {

        public HalfOpen {
            directions = List.copyOf(directions);
        }

        @Override
        public String kind() {
            return "half-open line of " + client;
        }

        @Override
        public String toString() {
            return "%s, %s what goes %s for %s"
                    .formatted(
                            kind(),
                            swallowed ? "losing" : "holding",
                            directions.stream().map(Direction::toString).collect(Collectors.joining(" and ")),
                            seconds(time));
        }
    }

    /** All servers are stopped, and come back without anything of what they stored. */
    record Wipe() implements Fault {

        @Override
        public String kind() {
            return "wipe of the broker's disk";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    private static String startedAgain(Duration duration) {
        return duration.isZero() ? "started again at once" : "down for " + seconds(duration);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
