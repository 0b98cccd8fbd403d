package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
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
            }
            assertThat(intervals.holes(0)).as("seed %d", seed).isEqualTo(holes(model));
        }
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
