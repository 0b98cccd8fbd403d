package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What would be a dead letter cannot be made. */
class LogMessageTests {

    private static final Origin ACKED = Messages.origin(Delivery.ACKED, 40);
    private static final Origin UNACKED = Messages.origin(Delivery.FIRE_AND_FORGET, 40);

    @Test
    void contentHasBytesOfItsSource() {
        assertThatIllegalArgumentException().isThrownBy(() -> content(ACKED, new Span(50, 50), OptionalLong.of(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> content(ACKED, new Span(39, 50), OptionalLong.of(0)));
    }

    @Test
    void contentHasAnAckedOffsetWhereItsSourceIsAcked() {
        Span span = new Span(40, 50);
        assertThatIllegalArgumentException().isThrownBy(() -> content(ACKED, span, OptionalLong.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> content(ACKED, span, OptionalLong.of(-1)));
        assertThat(content(ACKED, span, OptionalLong.of(0)).acked()).hasValue(0);
        assertThat(content(UNACKED, span, OptionalLong.of(0)).acked()).isEmpty();
    }

    @Test
    void aClockBefore1970StopsNoMessage() {
        LogMessage.Content content =
                new LogMessage.Content(UNACKED, new Span(40, 50), OptionalLong.empty(), LinePart.WHOLE, -1);
        assertThat(content.readMicros()).isZero();
    }

    @Test
    void aSealsLostRangesAreDisjointAndWithinTheSource() {
        assertThatIllegalArgumentException().isThrownBy(() -> seal(39));
        assertThatIllegalArgumentException().isThrownBy(() -> seal(100, new Span(30, 50)));
        assertThatIllegalArgumentException().isThrownBy(() -> seal(100, new Span(90, 101)));
        assertThatIllegalArgumentException().isThrownBy(() -> seal(100, new Span(60, 60)));
        assertThatIllegalArgumentException().isThrownBy(() -> seal(100, new Span(60, 70), new Span(69, 80)));
        assertThatIllegalArgumentException().isThrownBy(() -> seal(100, new Span(60, 70), new Span(50, 55)));
        assertThat(seal(100, new Span(40, 60), new Span(60, 100)).lost()).hasSize(2);
        assertThat(seal(40).lost()).isEmpty();
    }

    @Test
    void aBarriersInstanceFitsItsHeader() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LogMessage.Barrier("", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogMessage.Barrier("a:b", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogMessage.Barrier("a\r\nb", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogMessage.Barrier("a", -1));
    }

    @Test
    void anOriginKeepsItsLabelsInOrderAndFromChanging() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("z", "1");
        labels.put("a", "2");
        labels.put("m", "3");
        Origin origin = new Origin(Messages.SOURCE, "/a", "in", Delivery.ACKED, 0, labels);
        labels.clear();
        assertThat(origin.labels()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
        assertThat(origin.labels()).isUnmodifiable();
    }

    @Test
    void anOriginIsShippedFromZeroOrMore() {
        assertThatIllegalArgumentException().isThrownBy(() -> Messages.origin(Delivery.ACKED, -1));
    }

    private static LogMessage.Content content(Origin origin, Span span, OptionalLong acked) {
        return new LogMessage.Content(origin, span, acked, LinePart.WHOLE, 0);
    }

    private static LogMessage.Seal seal(long length, Span... lost) {
        return new LogMessage.Seal(ACKED, length, SealReason.DELETED, List.of(lost));
    }
}
