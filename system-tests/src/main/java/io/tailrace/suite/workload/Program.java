package io.tailrace.suite.workload;

import io.tailrace.suite.writer.Lines;
import io.tailrace.suite.writer.Rotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A program that writes a log: told piece by piece what it does. */
final class Program {

    private static final long KB = 1_000;
    private static final Duration BURST = Duration.ofSeconds(6);

    // A message for each, where nothing is in flight.
    private static final Duration TRICKLE = Duration.ofMillis(50);

    private final Path path;
    private final Function<RandomGenerator, Lines> lines;
    private String header = "";
    private int percent;
    private Duration longestBurst = BURST;
    private boolean inPieces;
    private boolean followedAnywhere;
    private List<Rotation> rotations = List.of();
    private long smallest;
    private long largest;

    Program(Path path, Function<RandomGenerator, Lines> lines) {
        this.path = path;
        this.lines = lines;
    }

    /** It writes so many percent of all lines. */
    Program writes(int share) {
        percent = share;
        return this;
    }

    /** It writes often and little, where others write in bursts. */
    Program trickling() {
        longestBurst = TRICKLE;
        return this;
    }

    /** It writes each burst in two pieces, with time between them. */
    Program inPieces() {
        inPieces = true;
        return this;
    }

    /** Each generation begins with this. */
    Program beginsWith(String text) {
        header = text;
        return this;
    }

    /** It is rotated at lengths between these, in kilobytes, in one of these ways each time. */
    Program rotated(long smallestKilobytes, long largestKilobytes, Rotation... ways) {
        smallest = smallestKilobytes * KB;
        largest = largestKilobytes * KB;
        rotations = List.of(ways);
        return this;
    }

    /** The agent follows its rotated names, too. */
    Program followedAnywhere() {
        followedAnywhere = true;
        return this;
    }

    Path path() {
        return path;
    }

    boolean isFollowedAnywhere() {
        return followedAnywhere;
    }

    /**
     * How it writes.
     *
     * @param rate lines a second of all programs
     */
    Habit habit(int rate, RandomGenerator random) {
        return new Habit(
                lines.apply(random),
                header,
                rate * percent / 100.0,
                longestBurst,
                inPieces,
                rotations,
                smallest,
                largest);
    }
}
