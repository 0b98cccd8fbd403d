package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.FlightRecorder;
import io.tailrace.agent.publish.FakeLinks.FakeLink;
import io.tailrace.agent.testing.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever links do, in whatever order, each message is settled once, and the window is given back whole. */
@Timeout(60)
class OutboxModelTests {

    @TempDir
    Path directory;

    private final FakeLinks links = new FakeLinks();
    private final ShippingQueue shipping = new ShippingQueue();
    private final AtomicLong clock = new AtomicLong(1);
    private final List<Outgoing> sent = new ArrayList<>();
    private final RecordingSettled settled = new RecordingSettled();
    private final List<Outgoing> acked = settled.acked;

    @RepeatedTest(3)
    void settlesEachMessageOnce() {
        Random random = Seed.of(this).random();
        SourceOfLines lines = new SourceOfLines(directory);
        Outbox outbox = new Outbox(
                50,
                20_000,
                links,
                shipping,
                random,
                new PublishEvents() {},
                FlightRecorder.none(),
                StreamPast.nothing(),
                clock::get,
                LinkKeeper.thread());
        outbox.start(settled);
        shipping.until(outbox::isOpen);
        int losses = 0;
        for (int step = 0; step < 3_000; step++) {
            FakeLink link = links.opened.get(
                    random.nextInt(10) == 0 ? random.nextInt(links.opened.size()) : links.opened.size() - 1);
            switch (random.nextInt(20)) {
                case 0 -> links.maxMessageSize = lines.source().headerSize() + 64L + random.nextInt(600);
                case 1 -> {
                    if (random.nextInt(30) == 0 && losses++ < 4) {
                        link.outcomes.lost("lost");
                    }
                }
                case 2, 3 -> any(link, random).ifPresent(message -> link.outcomes.refused(message, "refused"));
                case 4 -> any(link, random).ifPresent(message -> doubt(link, message, random));
                case 5, 6, 7, 8, 9, 10 -> open(link, random).ifPresent(link::ack);
                default -> {
                    if (outbox.hasRoomFor(lines.source(), false)) {
                        Outgoing message = lines.next("x".repeat(random.nextInt(700)) + "\n");
                        sent.add(message);
                        outbox.send(message, clock.get());
                    }
                }
            }
            shipping.drain();
            outbox.tick(clock.addAndGet(Duration.ofMillis(1).toNanos()));
            if (random.nextInt(10) == 0) {
                shipping.until(() -> {
                    outbox.tick(clock.addAndGet(Duration.ofMillis(500).toNanos()));
                    return outbox.isOpen();
                });
            }
        }
        settleAll(outbox);
        assertThat(acked).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(outbox.inFlightMessages()).isZero();
        assertThat(outbox.inFlightBytes()).isZero();
        outbox.stop();
        assertThat(links.opened).allMatch(link -> link.closed);
    }

    private void settleAll(Outbox outbox) {
        while (outbox.inFlightMessages() > 0) {
            outbox.tick(clock.addAndGet(Duration.ofSeconds(5).toNanos()));
            shipping.until(outbox::isOpen);
            FakeLink link = links.last();
            List.copyOf(link.published).forEach(link::ack);
            shipping.drain();
        }
    }

    /** A duplicate that is there, or not. */
    private void doubt(FakeLink link, Outgoing message, Random random) {
        if (random.nextBoolean()) {
            link.there.add(message.message(), 1);
        }
        link.outcomes.doubted(message, 1);
    }

    /** Any message that the link was given, long settled or not. */
    private static Optional<Outgoing> any(FakeLink link, Random random) {
        return pick(link.published, random);
    }

    /** One that is not settled. */
    private static Optional<Outgoing> open(FakeLink link, Random random) {
        return pick(
                link.published.stream()
                        .filter(message -> message.state() == Outgoing.State.SENT)
                        .toList(),
                random);
    }

    private static Optional<Outgoing> pick(List<Outgoing> messages, Random random) {
        return messages.isEmpty() ? Optional.empty() : Optional.of(messages.get(random.nextInt(messages.size())));
    }
}
