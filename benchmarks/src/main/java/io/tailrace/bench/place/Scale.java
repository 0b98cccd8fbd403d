package io.tailrace.bench.place;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param backlogLines lines of a backlog, in one file or in many
 * @param singleLines lines that are sent one a message
 * @param files how many files a divided backlog is in
 * @param idleFiles files that nothing is written to
 * @param hosts that one collector serves
 * @param settle what a steady load runs before it is measured
 * @param steady how long a steady load is measured
 * @param away how long the broker is away
 * @param busy how long an agent is busy while its memory is watched
 */
public record Scale(
        long backlogLines,
        long singleLines,
        int files,
        int idleFiles,
        int hosts,
        Duration settle,
        Duration steady,
        Duration away,
        Duration busy) {

    /** What the table of the documentation is measured with. */
    public static Scale standard() {
        return new Scale(
                4_000_000,
                500_000,
                200,
                10_000,
                1_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10));
    }

    /** The same with what takes long taking longer. */
    public static Scale longer() {
        Scale standard = standard();
        return new Scale(
                standard.backlogLines,
                standard.singleLines,
                standard.files,
                standard.idleFiles,
                standard.hosts,
                standard.settle,
                standard.steady,
                Duration.ofMinutes(10),
                Duration.ofMinutes(20));
    }

    /** Everything once, as little as will do: it shows that all of it still works, and no figure of it says anything. */
    public static Scale miniature() {
        return new Scale(
                200_000,
                20_000,
                20,
                500,
                100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3));
    }
}
