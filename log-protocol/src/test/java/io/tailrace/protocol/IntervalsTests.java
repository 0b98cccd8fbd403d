package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntervalsTests {

    private static final int SIZE = 200;

    @Test
    void agreesWithASetOfBits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Intervals intervals = new Intervals();
            BitSet model = new BitSet();
            for (int step = 0; step < 40; step++) {
                int start = random.nextInt(SIZE);
                Span span = new Span(start, start + random.nextInt(SIZE / 8));
                BitSet missing = new BitSet();
                missing.set((int) span.start(), (int) span.end());
                missing.andNot(model);
                assertThat(intervals.missing(span)).as("seed %d", seed).isEqualTo(ranges(missing));
                assertThat(intervals.contains(span)).as("seed %d", seed).isEqualTo(missing.isEmpty());
                assertThat(intervals.endOfRangeAt(start)).as("seed %d", seed).isEqualTo(model.nextClearBit(start));

                intervals.add(span);
                model.set((int) span.start(), (int) span.end());
                assertThat(intervals.ranges()).as("seed %d", seed).isEqualTo(ranges(model));
                assertThat(intervals.bytes()).as("seed %d", seed).isEqualTo(model.cardinality());
                assertThat(intervals.end()).as("seed %d", seed).isEqualTo(model.length());
                assertThat(intervals.count())
                        .as("seed %d", seed)
                        .isEqualTo(ranges(model).size());
            }
            assertThat(intervals.holes(0)).as("seed %d", seed).isEqualTo(holes(model));
        }
    }

    @Test
    void agreesWithASetOfBitsWhenSpansAreTakenOut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Intervals intervals = new Intervals();
            Map<Long, Long> rows = new TreeMap<>();
            BitSet model = new BitSet();
            for (int step = 0; step < 40; step++) {
                int start = random.nextInt(SIZE);
                Span span = new Span(start, start + random.nextInt(SIZE / 4));
                BitSet within = new BitSet();
                within.set((int) span.start(), (int) span.end());
                within.and(model);
                assertThat(intervals.within(span)).as("seed %d", seed).isEqualTo(ranges(within));
                int countWithIt = new Intervals(with(intervals, span)).count();
                assertThat(intervals.touches(span) || span.isEmpty() || countWithIt > intervals.count())
                        .as("seed %d", seed)
                        .isTrue();
                Collection<Long> changed;
                if (random.nextBoolean()) {
                    changed = intervals.remove(span);
                    model.clear((int) span.start(), (int) span.end());
                } else {
                    Intervals.Merge merge = intervals.add(span);
                    changed = with(merge.absorbed(), merge.range().start());
                    model.set((int) span.start(), (int) span.end());
                }
                changed.forEach(row -> {
                    if (intervals.endOf(row) < 0) {
                        rows.remove(row);
                    } else {
                        rows.put(row, intervals.endOf(row));
                    }
                });
                assertThat(intervals.ranges()).as("seed %d", seed).isEqualTo(ranges(model));
                assertThat(intervals.bytes()).as("seed %d", seed).isEqualTo(model.cardinality());
                assertThat(rows)
                        .as("rows that follow what is said to have changed, seed %d", seed)
                        .isEqualTo(rows(intervals));
            }
        }
    }

    @Test
    void knowsWhetherASpanMakesARangeMore() {
        Intervals intervals = new Intervals(List.of(new Span(10, 20), new Span(30, 40)));
        assertThat(intervals.touches(new Span(20, 25))).isTrue();
        assertThat(intervals.touches(new Span(25, 30))).isTrue();
        assertThat(intervals.touches(new Span(12, 15))).isTrue();
        assertThat(intervals.touches(new Span(21, 29))).isFalse();
        assertThat(intervals.touches(new Span(0, 9))).isFalse();
        assertThat(intervals.touches(new Span(41, 50))).isFalse();
    }

    @Test
    void saysWhichRangesBecameOne() {
        Intervals intervals = new Intervals(List.of(new Span(0, 10), new Span(20, 30), new Span(50, 60)));
        Intervals.Merge merge = intervals.add(new Span(10, 25));
        assertThat(merge.range()).isEqualTo(new Span(0, 30));
        assertThat(merge.absorbed()).containsExactly(0L, 20L);
    }

    @Test
    void takesTheGreatestOffsetThereIs() {
        Intervals intervals = new Intervals();
        intervals.add(new Span(Long.MAX_VALUE - 10, Long.MAX_VALUE));
        assertThat(intervals.missing(new Span(Long.MAX_VALUE - 20, Long.MAX_VALUE)))
                .containsExactly(new Span(Long.MAX_VALUE - 20, Long.MAX_VALUE - 10));
    }

    private static List<Span> with(Intervals intervals, Span span) {
        List<Span> all = new ArrayList<>(intervals.ranges());
        all.add(span);
        return all;
    }

    private static List<Long> with(List<Long> starts, long start) {
        List<Long> all = new ArrayList<>(starts);
        all.add(start);
        return all;
    }

    private static Map<Long, Long> rows(Intervals intervals) {
        Map<Long, Long> rows = new TreeMap<>();
        intervals.ranges().forEach(range -> rows.put(range.start(), range.end()));
        return rows;
    }

    private static List<Span> ranges(BitSet bits) {
        List<Span> ranges = new ArrayList<>();
        for (int start = bits.nextSetBit(0); start >= 0; start = bits.nextSetBit(bits.nextClearBit(start))) {
            ranges.add(new Span(start, bits.nextClearBit(start)));
        }
        return ranges;
    }

    private static List<Span> holes(BitSet bits) {
        BitSet clear = (BitSet) bits.clone();
        clear.flip(0, bits.length());
        return ranges(clear);
    }
}
