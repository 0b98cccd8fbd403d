package io.tailrace.collector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** G1, G3, G4, G5 and C8 as far as they speak of a single source. */
class ArchivedSourceTests {

    static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final int SIZE = 120;

    @Test
    void g1WhatIsBelowTheAckedOffsetAndNotThereIsAGapAtOnce() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, false);
        source.add(new Span(10, 20));
        source.prove(25);
        assertThat(decided(source)).containsExactly(new Span(0, 10), new Span(20, 25));
    }

    @Test
    void g3BytesThatComeAfterAllCloseAGap() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, false);
        source.add(new Span(10, 20));
        source.prove(20);
        decided(source);
        source.add(new Span(2, 4));
        assertThat(gaps(source)).containsExactly(new Span(0, 2), new Span(4, 10));
        source.add(new Span(0, 12));
        assertThat(gaps(source)).isEmpty();
    }

    @Test
    void g4AboveTheAckedOffsetAHoleIsWaitedFor() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, false);
        source.add(new Span(10, 20));
        source.prove(0);
        assertThat(source.hasNewGaps()).isFalse();
    }

    @Test
    void g4AFireAndForgetSourceHasNoGaps() throws Exception {
        ArchivedSource source = source(Delivery.FIRE_AND_FORGET, false);
        source.add(new Span(10, 20));
        source.seal(new Seal(30, SealReason.ROTATED, List.of()));
        assertThat(source.hasNewGaps()).isFalse();
    }

    @Test
    void g5BeforeTheFirstSpanOfAnOlderSourceNothingIsAGap() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, true);
        source.add(new Span(10, 20));
        source.prove(20);
        source.add(new Span(30, 40));
        source.prove(40);
        assertThat(decided(source)).containsExactly(new Span(20, 30));
    }

    @Test
    void g5OfAnOlderSourceThatNothingWasSeenOfNothingIsAGap() {
        ArchivedSource source = source(Delivery.ACKED, true);
        source.seal(new Seal(30, SealReason.ROTATED, List.of()));
        assertThat(source.hasNewGaps()).isFalse();
    }

    @Test
    void g5ASourceThatTurnsOutToBeYoungerHasItsGapsAfterAll() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, true);
        source.add(new Span(10, 20));
        source.prove(20);
        assertThat(source.hasNewGaps()).isFalse();
        source.age(false);
        source.prove(20);
        assertThat(decided(source)).containsExactly(new Span(0, 10));
    }

    @Test
    void g1WhatASealListsAsLostIsNoGap() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, false);
        source.add(new Span(0, 10));
        source.seal(new Seal(30, SealReason.ROTATED, List.of(new Span(10, 15))));
        List<Gap> found = source.decide(ArchivedSourceTests::deleted, NOW);
        assertThat(found)
                .containsExactlyInAnyOrder(
                        new Gap(new Span(15, 30), GapReason.DELETED, NOW),
                        new Gap(new Span(10, 15), GapReason.LOST_BEFORE_READING, NOW));
        assertThat(gaps(source)).containsExactly(new Span(15, 30));
    }

    @Test
    void c8WhatIsPresumedIsNoGapAndKeepsNoByteFromBeingWritten() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, false);
        source.presume(List.of(new Span(0, 10)));
        source.add(new Span(15, 20));
        source.prove(20);
        assertThat(decided(source)).containsExactly(new Span(10, 15));
        assertThat(source.missing(new Span(0, 20))).containsExactly(new Span(0, 15));
        source.add(new Span(0, 5));
        assertThat(source.presumed().ranges()).containsExactly(new Span(5, 10));
    }

    @Test
    void c8WhatTheArchiveHasLostIsAGap() throws Exception {
        ArchivedSource source = source(Delivery.ACKED, false);
        source.add(new Span(0, 20));
        source.lose(new Span(12, SIZE), NOW);
        assertThat(source.gaps().all()).containsExactly(new Gap(new Span(12, 20), GapReason.ARCHIVE_DAMAGED, NOW));
        source.add(new Span(12, 20));
        assertThat(gaps(source)).isEmpty();
    }

    @Test
    void c5ASourceHasOnlySoManyPieces() {
        ArchivedSource source = source(Delivery.ACKED, false);
        for (int piece = 0; piece < ArchivedSource.MAX_RANGES; piece++) {
            source.add(new Span(3L * piece, 3L * piece + 1));
        }
        assertThat(source.hasRoomFor(new Span(3L * ArchivedSource.MAX_RANGES, 3L * ArchivedSource.MAX_RANGES + 1)))
                .isFalse();
        assertThat(source.hasRoomFor(new Span(1, 3))).isTrue();
    }

    /** What is reported is (acked or length) without archived, lost and presumed, whatever happened in which order. */
    @Test
    void g3AgreesWithSetsOfBits() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            ArchivedSource source = source(Delivery.ACKED, false);
            BitSet archived = new BitSet();
            BitSet proved = new BitSet();
            BitSet damaged = new BitSet();
            BitSet presumed = new BitSet();
            BitSet lost = new BitSet();
            for (int step = 0; step < 40; step++) {
                Span span = span(random);
                switch (random.nextInt(12)) {
                    case 0 -> {
                        source.lose(span, NOW);
                        BitSet gone = (BitSet) archived.clone();
                        gone.and(bits(span));
                        damaged.or(gone);
                        archived.andNot(bits(span));
                        presumed.andNot(bits(span));
                    }
                    case 1 -> {
                        source.presume(List.of(span));
                        BitSet added = bits(span);
                        added.andNot(archived);
                        presumed.or(added);
                        damaged.andNot(added);
                    }
                    case 2, 3, 4 -> {
                        source.prove(span.end());
                        proved.set(0, (int) span.end());
                    }
                    default -> {
                        source.add(span);
                        archived.or(bits(span));
                        presumed.andNot(archived);
                        damaged.andNot(archived);
                    }
                }
                if (step == 30 && random.nextBoolean()) {
                    source.seal(new Seal(SIZE, SealReason.ROTATED, List.of(span)));
                    proved.set(0, SIZE);
                    lost.or(bits(span));
                }
                source.prove(0);
                if (random.nextInt(3) == 0) {
                    decided(source);
                }
            }
            decided(source);
            BitSet expected = (BitSet) proved.clone();
            expected.or(damaged);
            expected.andNot(archived);
            expected.andNot(presumed);
            expected.andNot(lost);
            assertThat(bits(new Intervals(gaps(source)))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    static List<Gap> deleted(SourceKey source, Span missing, long afterSequence, int epoch) {
        return List.of(new Gap(missing, GapReason.DELETED, NOW));
    }

    private static List<Span> decided(ArchivedSource source) throws IOException {
        return new Intervals(source.decide(ArchivedSourceTests::deleted, NOW).stream()
                        .map(Gap::span)
                        .toList())
                .ranges();
    }

    private static List<Span> gaps(ArchivedSource source) {
        List<Span> spans = new ArrayList<>();
        source.gaps().all().forEach(gap -> spans.add(gap.span()));
        return spans;
    }

    private static Span span(Random random) {
        int start = random.nextInt(SIZE - 1);
        return new Span(start, start + 1 + random.nextInt(Math.min(20, SIZE - start)));
    }

    private static BitSet bits(Span span) {
        BitSet bits = new BitSet();
        bits.set((int) span.start(), (int) span.end());
        return bits;
    }

    private static BitSet bits(Intervals intervals) {
        BitSet bits = new BitSet();
        intervals.ranges().forEach(range -> bits.or(bits(range)));
        return bits;
    }

    static ArchivedSource source(Delivery delivery, boolean isOlder) {
        Random random = new Random(1);
        Origin origin = new Origin(SourceId.mint(Clock.systemUTC(), random), "/a", "test", delivery, 0, Map.of());
        return new ArchivedSource(new SourceKey("host", origin.source()), origin, "host/a/1.log", isOlder, 0);
    }
}
