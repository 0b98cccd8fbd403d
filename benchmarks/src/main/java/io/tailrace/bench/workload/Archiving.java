package io.tailrace.bench.workload;

import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * How fast the messages of one file became durable: from the first acknowledgement to the last. What was acknowledged first does
 * not count, so that nobody's start does.
 */
final class Archiving {

    private final Metric rate;
    private final Metric throughput;

    Archiving(String workload) {
        this.rate = new Metric(workload, "rate", Unit.LINES_PER_SECOND);
        this.throughput = new Metric(workload, "throughput", Unit.MEGABYTES_PER_SECOND);
    }

    /**
     * @param acks when, by sequence: at least two
     * @param last sequence of the stream
     * @param lines that the stream's messages hold together, each about as many
     */
    List<Figure> figures(NavigableMap<Long, Long> acks, long last, long lines) {
        Map.Entry<Long, Long> first = acks.firstEntry();
        Map.Entry<Long, Long> end = acks.ceilingEntry(last);
        if (first == null || end == null || first.getKey().equals(end.getKey())) {
            throw new IllegalStateException("one commit took all: there is nothing to measure");
        }
        double counted = lines * (double) (last - first.getKey()) / last;
        double seconds = (end.getValue() - first.getValue()) / 1e9;
        return List.of(rate.of(counted / seconds), throughput.of(counted * NumberedLines.LENGTH / seconds / 1e6));
    }
}
