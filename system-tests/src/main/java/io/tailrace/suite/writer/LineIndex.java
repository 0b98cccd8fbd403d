package io.tailrace.suite.writer;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** How many lines the first so many bytes of a generation hold, known at the end of each append. For any thread. */
final class LineIndex {

    private final NavigableMap<Long, Long> linesByBytes = new ConcurrentSkipListMap<>(Map.of(0L, 0L));

    void add(long bytes, long lines) {
        linesByBytes.put(bytes, lines);
    }

    /** Rounded down to the last append that fits. */
    long linesWithin(long bytes) {
        return linesByBytes.floorEntry(bytes).getValue();
    }
}
