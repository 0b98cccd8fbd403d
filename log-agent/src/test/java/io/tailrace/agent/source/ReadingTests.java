package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingTests {

    private static final Tail TAIL = new Tail(5, 1, (byte) '\n');

    private final SourceId source = SourceId.mint(Clock.systemUTC(), new Random(1));
    private final Progress progress = new Progress(0);

    @Test
    void goesOnWhereItStopped() {
        Reading reading = new Reading(progress, 0, 0, Tail.NONE);
        send(reading, 0, 100);
        assertThat(reading.next()).isEqualTo(100);
        assertThat(reading.before()).isSameAs(TAIL);
        assertThat(reading.stretch()).isEqualTo(new Stretch(Long.MAX_VALUE, null));
    }

    @Test
    void a7PassesOverWhatTheStreamHolds() {
        Reading reading = new Reading(progress, 0, 100, TAIL);
        progress.hold(List.of(new Span(0, 20), new Span(50, 100)));
        reading.goOn();
        assertThat(reading.next()).isEqualTo(20);
        assertThat(reading.before()).isNull();
        assertThat(reading.stretch()).isEqualTo(new Stretch(50, null));
        send(reading, 20, 50);
        assertThat(reading.next()).isEqualTo(100);
        assertThat(reading.before()).as("where it was read to").isSameAs(TAIL);
    }

    @Test
    void a8GoesBackToTheFirstHole() {
        Reading reading = new Reading(progress, 0, 0, Tail.NONE);
        send(reading, 0, 100);
        send(reading, 100, 200);
        progress.acked(new Span(0, 100));
        progress.holdOnly(0, List.of(new Span(0, 40)));
        reading.goBack();
        assertThat(reading.next()).isEqualTo(40);
        assertThat(reading.stretch()).as("up to what is on its way").isEqualTo(new Stretch(100, null));
        assertThat(reading.read()).isEqualTo(200);
        send(reading, 40, 100);
        assertThat(reading.next()).isEqualTo(200);
    }

    @Test
    void a10CutsAsBefore() {
        Reading reading = new Reading(progress, 0, 100, TAIL);
        Flight first = flight(10, 30);
        Flight second = flight(30, 100);
        reading.plan(List.of(second, first));
        assertThat(reading.stretch()).isEqualTo(new Stretch(10, null));
        send(reading, 0, 10);
        assertThat(reading.stretch()).isEqualTo(new Stretch(30, first));
        send(reading, 10, 30);
        assertThat(reading.stretch()).isEqualTo(new Stretch(100, second));
    }

    @Test
    void a10LeavesOutWhatWasFound() {
        Reading reading = new Reading(progress, 0, 100, TAIL);
        reading.plan(List.of(flight(0, 30), flight(30, 60), flight(60, 100)));
        progress.hold(List.of(new Span(0, 30), new Span(50, 70)));
        reading.goOn();
        assertThat(reading.stretch())
                .as("a flight that is there in part is cut anew")
                .isEqualTo(new Stretch(50, null));
        send(reading, 30, 50);
        assertThat(reading.next()).isEqualTo(70);
        assertThat(reading.stretch()).isEqualTo(new Stretch(Long.MAX_VALUE, null));
    }

    private void send(Reading reading, long start, long end) {
        progress.sent(new Span(start, end));
        reading.readTo(end, TAIL);
    }

    private Flight flight(long start, long end) {
        return new Flight(source, new Span(start, end), 0, 0);
    }
}
