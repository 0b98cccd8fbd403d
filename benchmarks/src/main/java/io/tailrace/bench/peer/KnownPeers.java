package io.tailrace.bench.peer;

import io.tailrace.bench.figure.Results;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What peers have reached before, on a machine with two cores, in lines of 150 bytes a second, acknowledged. Another machine, or
 * this one on another day, is as much faster as plain jnats is. What a peer reaches in the same run takes its place.
 */
public enum KnownPeers {
    /** File to stream; Vector 0.57, Telegraf 1.40, Bento 1.9. */
    BACKLOG("backlog", 131_000, 165_000, 47_000),
    /** File to stream, one line a message. */
    ONE_LINE("one-line", 26_000, 46_000, 0),
    /** File to file, with a peer on either side. */
    END_TO_END("end-to-end", 18_000, 31_000, 45_000);

    /** Plain jnats reached 258 to 319 MB/s with messages of 128 KiB where the others were measured: the middle, in lines. */
    private static final double PLAIN_THEN = (258 + 319) / 2.0 * 1e6 / 150;

    private static final String PLAIN_NOW = "plain.rate";

    private final String workload;
    private final int vector;
    private final int telegraf;
    private final int bento;

    KnownPeers(String workload, int vector, int telegraf, int bento) {
        this.workload = workload;
        this.vector = vector;
        this.telegraf = telegraf;
        this.bento = bento;
    }

    /** How many times as fast as the best peer ours is. Empty where ours or plain jnats was not measured. */
    public Optional<Double> advantage(Results results) {
        return best(results).flatMap(best -> results.median(workload + ".rate").map(ours -> ours / best));
    }

    /** The rate of the best peer here and now, in lines a second. */
    Optional<Double> best(Results results) {
        return Stream.of(
                        now(results, "vector", vector),
                        now(results, "telegraf", telegraf),
                        now(results, "bento", bento))
                .flatMap(Optional::stream)
                .max(Double::compare);
    }

    private Optional<Double> now(Results results, String peer, int then) {
        return results.median(peer + "-" + workload + ".rate")
                .or(() -> results.median(PLAIN_NOW).map(plain -> then * plain / PLAIN_THEN));
    }
}
