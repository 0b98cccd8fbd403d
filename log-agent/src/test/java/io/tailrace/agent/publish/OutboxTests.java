package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.FlightRecorder;
import io.tailrace.agent.publish.FakeLinks.FakeLink;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboxTests {

    @TempDir
    Path directory;

    private final FakeLinks links = new FakeLinks();
    private final ShippingQueue shipping = new ShippingQueue();
    private final AtomicLong clock = new AtomicLong(1);
    private final RecordingSettled settled = new RecordingSettled();
    private final List<Outgoing> acked = settled.acked;
    private final List<String> told = new ArrayList<>();
    private final Outbox outbox = new Outbox(
            1000,
            1_000_000,
            links,
            shipping,
            new Random(1),
            told(),
            FlightRecorder.none(),
            StreamPast.nothing(),
            clock::get,
            LinkKeeper.thread());
    private SourceOfLines lines;

    @BeforeEach
    void makeSource() {
        lines = new SourceOfLines(directory);
    }

    @AfterEach
    void stop() {
        outbox.stop();
    }

    @Test
    void keepsMessagesUntilTheyAreAcknowledged() {
        FakeLink link = open();
        Outgoing message = send("one\n");
        assertThat(outbox.inFlightMessages()).isEqualTo(1);
        assertThat(outbox.inFlightBytes()).isEqualTo(4);
        link.ack(message);
        shipping.drain();
        assertThat(acked).containsExactly(message);
        assertThat(outbox.inFlightMessages()).isZero();
        assertThat(outbox.inFlightBytes()).isZero();
    }

    @Test
    void sendsWhatIsNotAcknowledgedOnTheNextLinkInOrder() {
        FakeLink first = open();
        send("a\n");
        Outgoing acknowledged = send("b\n");
        send("c\n");
        first.ack(acknowledged);
        FakeLink second = lose(first);
        assertThat(second.texts()).containsExactly("a\n", "c\n");
        assertThat(first.closed).isTrue();
    }

    @Test
    void replacesALinkOnceHoweverOftenItIsReportedLost() {
        FakeLink first = open();
        send("a\n");
        for (int i = 0; i < 1000; i++) {
            first.outcomes.lost("again");
        }
        lose(first);
        first.outcomes.lost("late");
        shipping.drain();
        assertThat(links.opened).hasSize(2);
        assertThat(outbox.isOpen()).isTrue();
    }

    @Test
    void hearsNothingOfAGivenUpLinkSinceTheNextOneHasAskedTheStream() {
        FakeLink first = open();
        Outgoing message = send("a\n");
        FakeLink second = lose(first);
        first.ack(message);
        shipping.drain();
        assertThat(acked).isEmpty();
        second.ack(message);
        shipping.drain();
        assertThat(acked).containsExactly(message);
        assertThat(outbox.inFlightMessages()).isZero();
    }

    @Test
    void sendsOnTheNextLinkOnlyWhatWasNotFoundThere() {
        FakeLink first = open();
        Outgoing stored = send("a\n");
        Outgoing missing = send("b\n");
        links.findings.add(stored.message(), links.next());
        FakeLink second = lose(first);
        assertThat(acked).containsExactly(stored);
        assertThat(second.published).containsExactly(missing);
    }

    @Test
    void saysInWhatItSendsAgainWhatIsAckedByNow() {
        FakeLink first = open();
        Outgoing stored = send("a\n");
        Outgoing missing = send("b\n");
        links.findings.add(stored.message(), links.next());
        settled.then(message -> lines.source().acked(span(message), 0));
        lose(first);
        assertThat(((LogMessage.Content) missing.message()).acked()).hasValue(2);
    }

    @Test
    void believesADuplicateOnlyOnceItWasReadBack() {
        FakeLink link = open();
        Outgoing message = send("a\n");
        link.there.add(message.message(), 7);
        link.outcomes.doubted(message, 7);
        shipping.until(() -> !acked.isEmpty());
        assertThat(link.looked).containsExactly(7L);
        assertThat(link.published).hasSize(1);
    }

    @Test
    void settlesOnceWhatIsAcknowledgedWhileItIsLookedFor() {
        FakeLink link = open();
        Outgoing message = send("a\n");
        link.there.add(message.message(), 7);
        link.outcomes.doubted(message, 7);
        link.ack(message);
        shipping.until(() -> !link.looked.isEmpty() && !acked.isEmpty());
        Outgoing next = send("b\n");
        link.outcomes.doubted(next, 8);
        shipping.until(() -> link.published.size() == 3); // What was found is taken in by then.
        assertThat(acked).containsExactly(message);
        assertThat(outbox.inFlightMessages()).isOne();
    }

    @Test
    void sendsADuplicateThatTheStreamHasLostUnderAnotherId() {
        FakeLink link = open();
        Outgoing message = send("a\n");
        link.outcomes.doubted(message, 7);
        shipping.until(() -> link.published.size() == 2);
        assertThat(message.attempt()).isEqualTo(1);
        assertThat(acked).isEmpty();
        link.ack(message);
        shipping.drain();
        assertThat(acked).containsExactly(message);
    }

    @Test
    void asksForAllDoubtsAtOnceAndForLaterOnesAfterwards() {
        FakeLink link = open();
        List<Outgoing> messages = List.of(send("a\n"), send("b\n"), send("c\n"));
        link.outcomes.doubted(messages.get(0), 9);
        link.outcomes.doubted(messages.get(1), 7);
        link.outcomes.doubted(messages.get(2), 8);
        shipping.until(() -> link.published.size() == 6);
        assertThat(link.looked).containsExactly(9L, 7L);
    }

    @Test
    void givesUpALinkWhoseStreamRunsBackwards() {
        FakeLink first = open();
        Outgoing one = send("a\n");
        first.ack(one);
        shipping.drain();
        Outgoing two = send("b\n");
        first.outcomes.acked(two, 3);
        shipping.drain();
        assertThat(acked).containsExactly(one);
        assertThat(told).last().asString().startsWith("shut: the stream has gone back");
        shipping.until(outbox::isOpen);
        assertThat(links.last().published).containsExactly(two);
    }

    @Test
    void remembersAFloorThatNothingInFlightCanLieBefore() {
        FakeLink link = open();
        Outgoing first = send("a\n");
        link.ack(first);
        shipping.drain();
        long floor = Objects.requireNonNull(outbox.past().floor()).sequence();
        Outgoing second = send("b\n");
        Outgoing third = send("c\n");
        link.ack(third);
        shipping.drain();
        assertThat(Objects.requireNonNull(outbox.past().floor()).sequence()).isEqualTo(floor);
        assertThat(Objects.requireNonNull(outbox.past().highest()).sequence()).isGreaterThan(floor);
        link.ack(second);
        shipping.drain();
        assertThat(outbox.past().floor()).isEqualTo(outbox.past().highest());
    }

    @Test
    void dropsTheSealOfASourceThatHasToBeSentAgain() {
        FakeLink first = open();
        outbox.send(seal(), clock.get());
        settled.resumed = resumption -> lines.source().goOn();
        FakeLink second = lose(first);
        assertThat(second.published).isEmpty();
        assertThat(outbox.inFlightMessages()).isZero();
    }

    @Test
    void ignoresARefusalByAGivenUpLink() {
        FakeLink first = open();
        Outgoing message = send("a\n");
        lose(first);
        first.outcomes.refused(message, "full");
        shipping.drain();
        assertThat(outbox.isOpen()).isTrue();
    }

    @Test
    void sendsRefusedMessagesAgainInOrderAfterAWhileAndNothingElseMeanwhile() {
        FakeLink link = open();
        List<Outgoing> messages = List.of(send("a\n"), send("b\n"), send("c\n"));
        link.outcomes.refused(messages.get(2), "full");
        link.ack(messages.get(1));
        link.outcomes.refused(messages.get(0), "full");
        shipping.drain();
        assertThat(outbox.isOpen()).isFalse();
        link.published.clear();
        outbox.tick(clock.get());
        assertThat(link.published).isEmpty();
        outbox.tick(clock.addAndGet(Duration.ofSeconds(5).toNanos()));
        assertThat(link.texts()).containsExactly("a\n", "c\n");
        assertThat(outbox.isOpen()).isTrue();
        assertThat(links.opened).hasSize(1);
    }

    @Test
    void sendsRefusedMessagesWithTheOthersOnTheNextLink() {
        FakeLink first = open();
        Outgoing refused = send("a\n");
        send("b\n");
        first.outcomes.refused(refused, "full");
        FakeLink second = lose(first);
        assertThat(second.texts()).containsExactly("a\n", "b\n");
        assertThat(outbox.isOpen()).isTrue();
    }

    @Test
    void givesUpALinkThatAcknowledgesNothing() {
        FakeLink first = open();
        send("a\n");
        outbox.tick(clock.addAndGet(Duration.ofSeconds(10).toNanos()));
        assertThat(outbox.isOpen()).isTrue();
        outbox.tick(clock.addAndGet(1));
        assertThat(outbox.isOpen()).isFalse();
        shipping.until(outbox::isOpen);
        assertThat(links.last()).isNotSameAs(first);
        assertThat(links.last().texts()).containsExactly("a\n");
    }

    @Test
    void replacesALinkThatDiesBeforeItIsKnownToBeOpen() {
        outbox.start(settled);
        until(1);
        links.last().outcomes.lost("died at birth");
        until(2);
        shipping.until(outbox::isOpen);
        assertThat(links.opened.get(0).closed).isTrue();
        assertThat(links.opened).hasSize(2);
    }

    @Test
    void cutsAtLineEndsWhatTheStreamFindsTooLargeAndSettlesTheWholeOnce() {
        FakeLink first = open();
        String text = "1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(3) + "x".repeat(150) + "\n";
        Outgoing whole = send(text);
        Outgoing small = send("small\n");
        links.maxMessageSize = lines.source().headerSize() + 100L;
        first.outcomes.tooLarge(whole, "too large");
        shipping.until(() -> links.opened.size() == 2 && outbox.isOpen());
        FakeLink second = links.last();
        assertThat(String.join("", second.texts())).isEqualTo(text + "small\n");
        assertThat(second.published)
                .extracting(OutboxTests::part)
                .containsExactly("0-80 WHOLE", "80-120 WHOLE", "120-220 BEGIN", "220-271 END", "271-277 WHOLE");
        assertThat(outbox.inFlightBytes()).isEqualTo(277);

        second.published.stream().limit(3).forEach(piece -> second.ack(piece));
        second.ack(small);
        shipping.drain();
        assertThat(acked).containsExactly(small);
        second.ack(second.published.get(3));
        second.ack(second.published.get(3));
        shipping.drain();
        assertThat(acked).containsExactly(small, whole);
        assertThat(outbox.inFlightMessages()).isZero();
        assertThat(outbox.inFlightBytes()).isZero();
    }

    @Test
    void cutsPiecesAgain() {
        FakeLink first = open();
        Outgoing whole = send("0123456789\n".repeat(100), LinePart.WHOLE);
        links.maxMessageSize = lines.source().headerSize() + 500L;
        FakeLink second = lose(first);
        assertThat(second.published).hasSize(3);
        links.maxMessageSize = lines.source().headerSize() + 100L;
        FakeLink third = lose(second);
        assertThat(third.published).hasSizeGreaterThan(10).allMatch(piece -> piece.size() <= 100);
        assertThat(String.join("", third.texts())).isEqualTo("0123456789\n".repeat(100));
        third.published.forEach(piece -> third.ack(piece));
        shipping.drain();
        assertThat(acked).containsExactly(whole);
        assertThat(outbox.inFlightMessages()).isZero();
    }

    @Test
    void saysWhatStandsInTheWayWhenNoPieceCouldBeSmallEnough() {
        FakeLink first = open();
        Outgoing message = send("0123456789\n".repeat(20));
        links.maxMessageSize = lines.source().headerSize();
        FakeLink second = lose(first);
        assertThat(second.published).containsExactly(message);
        second.outcomes.tooLarge(message, "no way");
        shipping.drain();
        assertThat(links.opened).hasSize(2);
        assertThat(told).endsWith("shut: no way");
    }

    @Test
    void repeatsASealOnASmallerLink() {
        FakeLink first = open();
        lines.source().end(new Ending(SealReason.ROTATED, 0));
        Outgoing seal = seal();
        outbox.send(seal, clock.get());
        links.maxMessageSize = lines.source().headerSize() + 64L;
        FakeLink second = lose(first);
        second.ack(seal);
        shipping.drain();
        assertThat(acked).containsExactly(seal);
    }

    @Test
    void saysThatTheWayIsOpenOnlyOnceSomethingWasAcknowledged() {
        FakeLink first = open();
        assertThat(told).containsExactly("open");
        Outgoing message = send("a\n");
        FakeLink second = lose(first);
        assertThat(told).containsExactly("open", "shut: it broke");
        first.ack(message);
        shipping.drain();
        assertThat(told).hasSize(2);
        second.ack(message);
        shipping.drain();
        assertThat(told).containsExactly("open", "shut: it broke", "open");
    }

    @Test
    void doesNotSayThatTheWayIsOpenWhileSomeMessagesAreRefused() {
        FakeLink link = open();
        Outgoing large = send("large\n");
        Outgoing small = send("small\n");
        link.outcomes.refused(large, "full");
        shipping.drain();
        outbox.tick(clock.addAndGet(Duration.ofSeconds(5).toNanos()));
        link.ack(small);
        shipping.drain();
        assertThat(told).containsExactly("open", "shut: full");
        link.ack(large);
        shipping.drain();
        assertThat(told).containsExactly("open", "shut: full", "open");
    }

    private PublishEvents told() {
        return new PublishEvents() {
            @Override
            public void opened() {
                told.add("open");
            }

            @Override
            public void shut(String why) {
                told.add("shut: " + why);
            }
        };
    }

    private Outgoing seal() {
        return new Outgoing(
                lines.source(),
                new LogMessage.Seal(lines.source().origin(), 0, SealReason.ROTATED, List.of()),
                new byte[0],
                0);
    }

    private static Span span(Outgoing message) {
        return ((LogMessage.Content) message.message()).span();
    }

    private Outgoing send(String text) {
        return send(text, LinePart.WHOLE);
    }

    private Outgoing send(String text, LinePart part) {
        Outgoing message = lines.next(text, part);
        outbox.send(message, clock.get());
        return message;
    }

    private FakeLink open() {
        outbox.start(settled);
        shipping.until(outbox::isOpen);
        return links.last();
    }

    private FakeLink lose(FakeLink link) {
        link.outcomes.lost("it broke");
        shipping.drain();
        shipping.until(() -> outbox.isOpen() && links.last() != link);
        return links.last();
    }

    private void until(int opened) {
        shipping.until(() -> links.opened.size() == opened);
    }

    private static String part(Outgoing message) {
        LogMessage.Content content = (LogMessage.Content) message.message();
        return content.span() + " " + content.linePart();
    }
}
