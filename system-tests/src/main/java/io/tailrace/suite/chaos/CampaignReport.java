package io.tailrace.suite.chaos;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The sum of the rounds of a campaign. */
final class CampaignReport {

    private final CampaignSettings settings;
    private final List<RoundRecord> records;

    CampaignReport(CampaignSettings settings, List<RoundRecord> records) {
        this.settings = settings;
        this.records = List.copyOf(records);
    }

    /** Whether all rounds have ended and each has proven that its archive was identical. */
    boolean isProven() {
        return records.size() == settings.rounds() && records.stream().allMatch(RoundRecord::proven);
    }

    /** Prints everything; the last line is the verdict. */
    void print(PrintStream out) {
        for (RoundRecord round : records) {
            out.printf(
                    Locale.ROOT,
                    "round %d: %s  %d kills in %.0f s, %,d bytes duplicated in the stream  (%s)%n",
                    round.round(),
                    round.proven() ? "PROVEN" : "FAILED",
                    round.kills(),
                    round.seconds(),
                    round.duplicatedBytes(),
                    round.command());
        }
        sums(RoundRecord::faults).forEach((kind, count) -> out.printf("  %-38s %6d%n", kind, count));
        out.printf(
                Locale.ROOT,
                "kills: %,d, %,d of them while bytes were flowing through what was killed%n",
                sum(RoundRecord::kills),
                sum(RoundRecord::killsInFlight));
        out.printf(
                Locale.ROOT,
                "written: %,d lines, %,d bytes in %,d generations; rotations: %s%n",
                sum(RoundRecord::lines),
                sum(RoundRecord::bytes),
                sum(RoundRecord::generations),
                sums(RoundRecord::rotations));
        out.printf(Locale.ROOT, "time: %,d s%n", sum(round -> (long) round.seconds()));
        out.printf(
                Locale.ROOT,
                "duplicates in the stream: %,d of %,d messages, %,d bytes%n",
                sum(round -> Math.max(0, round.duplicatedMessages())),
                sum(round -> Math.max(0, round.streamMessages())),
                sum(round -> Math.max(0, round.duplicatedBytes())));
        out.printf(
                Locale.ROOT,
                "reported as lost by the agent: %,d bytes%n",
                sum(round -> Math.max(0, round.reportedLost())));
        out.println("builds of the services: "
                + String.join(
                        ", ",
                        records.stream().map(RoundRecord::build).distinct().toList()));
        out.println(verdict());
    }

    private String verdict() {
        List<RoundRecord> failed =
                records.stream().filter(round -> !round.proven()).toList();
        if (!failed.isEmpty()) {
            RoundRecord first = failed.get(0);
            return "FAILED: %d of %d rounds, the first is round %d: %s%nreplay: %s"
                    .formatted(failed.size(), records.size(), first.round(), first.verdict(), first.command());
        }
        if (records.size() < settings.rounds()) {
            return "NOT YET: %d of %d rounds have ended, each of them proven"
                    .formatted(records.size(), settings.rounds());
        }
        return "PROVEN: %d rounds, %d kills, %d lines, %d bytes in %d files: archives identical, 0 lost, 0 duplicated"
                .formatted(
                        records.size(),
                        sum(RoundRecord::kills),
                        sum(RoundRecord::lines),
                        sum(RoundRecord::bytes),
                        sum(RoundRecord::generations));
    }

    private long sum(ToLongFunction<RoundRecord> figure) {
        return records.stream().mapToLong(figure).sum();
    }

    private Map<String, Integer> sums(Function<RoundRecord, Map<String, Integer>> figures) {
        Map<String, Integer> sums = new TreeMap<>();
        records.forEach(round -> figures.apply(round).forEach((kind, count) -> sums.merge(kind, count, Integer::sum)));
        return sums;
    }
}
