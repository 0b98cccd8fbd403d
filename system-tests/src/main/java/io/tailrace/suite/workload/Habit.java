package io.tailrace.suite.workload;

import io.tailrace.suite.writer.Lines;
import io.tailrace.suite.writer.Rotation;
import java.time.Duration;
import java.util.List;

/**
 * How a program writes its log.
 *
 * @param lines what it writes
 * @param header what each generation begins with; may be empty
 * @param rate lines a second, over a long time
 * @param longestBurst what is written at once is what would else be written in this time, at most
 * @param inPieces whether lines are written in more than one piece, with time between them
 * @param rotations how it is rotated, one of these each time
 * @param smallest length of a generation, in bytes, when it is rotated
 * @param largest the same
 */
record Habit(
        Lines lines,
        String header,
        double rate,
        Duration longestBurst,
        boolean inPieces,
        List<Rotation> rotations,
        long smallest,
        long largest) {

    Habit {
        rotations = List.copyOf(rotations);
    }
}
