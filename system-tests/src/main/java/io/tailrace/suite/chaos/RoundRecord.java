package io.tailrace.suite.chaos;

import java.util.Map;

/**
 * What came of a round: a line of a campaign's summary.
 *
 * @param round its number
 * @param command does the same again
 * @param proven whether the archive was identical
 * @param verdict what was proven, or what was not
 * @param started when, ISO 8601
 * @param seconds how long it took
 * @param build of the services: which jars they were
 * @param faults how many of each kind, kills among them
 * @param kills how often a process was ended by {@code kill -9}
 * @param killsInFlight how many of those hit while bytes were flowing through what was killed
 * @param lines that were written
 * @param bytes that were written
 * @param generations of files that were written
 * @param rotations how many of each kind
 * @param streamMessages how many messages with bytes the stream held in the end
 * @param duplicatedMessages how many of them held bytes that another one had; -1 where that could not be found out
 * @param duplicatedBytes how many bytes that was; -1 where that could not be found out
 * @param reportedLost how many bytes seals in the stream call lost, whatever the archive has; -1 where that could not be
 *     found out
 */
record RoundRecord(
        int round,
        String command,
        boolean proven,
        String verdict,
        String started,
        double seconds,
        String build,
        Map<String, Integer> faults,
        int kills,
        int killsInFlight,
        long lines,
        long bytes,
        int generations,
        Map<String, Integer> rotations,
        long streamMessages,
        long duplicatedMessages,
        long duplicatedBytes,
        long reportedLost) {}
