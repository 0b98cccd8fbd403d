package io.tailrace.collector;

import io.tailrace.config.InvalidConfigurationException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which partitions are this collector's. */
final class OwnPartitions {

    private static final String KEY = "tailrace.collector.own";
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?");

    private OwnPartitions() {}

    /**
     * Reads {@code all}, or numbers and ranges like {@code 0-7,12}.
     *
     * @param count number of partitions of the whole fleet
     * @return in ascending order, each once
     */
    static List<Integer> parse(String own, int count) {
        if (own.strip().equals("all")) {
            return IntStream.range(0, count).boxed().toList();
        }
        TreeSet<Integer> partitions = new TreeSet<>();
        for (String part : own.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new InvalidConfigurationException(
                        KEY, own, "is not understood at \"" + part + "\". Use all, or numbers and ranges like 0-7,12");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first || last >= count) {
                throw new InvalidConfigurationException(
                        KEY,
                        own,
                        "names partitions that don't exist at \"" + part + "\": tailrace.partitions = " + count
                                + ", so they are 0-" + (count - 1));
            }
            IntStream.rangeClosed(first, last).forEach(partitions::add);
        }
        return List.copyOf(partitions);
    }
}
