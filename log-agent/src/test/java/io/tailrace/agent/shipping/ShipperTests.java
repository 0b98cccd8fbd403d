package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.agent.publish.Findings;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.LinkException;
import io.tailrace.agent.publish.Mark;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.publish.Payloads;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One source's turns, seen from the stream's side. Nothing is acknowledged but by the test. */
class ShipperTests {

    private static final AgentStations.Settings SETTINGS =
            new AgentStations.Settings(100, 8, 10_000, Duration.ofMillis(10), Holding.DEFAULT);

    @TempDir
    private Path root;

    private final ManualStream stream = new ManualStream();
    private final AtomicInteger unreadable = new AtomicInteger();
    private Path log = Path.of("");
    private @Nullable AgentRun agent;

    @BeforeEach
    void nameFile() throws IOException {
        log = Files.createDirectory(root.resolve("logs")).resolve("a.log");
    }

    @AfterEach
    void stop() throws Exception {
        if (agent != null) {
            stream.breakDown();
            agent.stop();
        }
    }

    @Test
    void aLineGoesOutAtOnceAndTheNextGatherUntilItIsAcknowledged() throws Exception {
        append("one\n");
        AgentRun agent = start();
        Outgoing first = stream.take("one\n");

        append("two\n");
        agent.look();
        append("three\n");
        agent.look();
        stream.takesNothing();

        stream.ack(first);
        LogMessage.Content second = content(stream.take("two\nthree\n"));
        assertThat(second.span()).isEqualTo(new Span(4, 14));
        assertThat(second.acked()).hasValue(4);
        assertThat(content(first).acked()).hasValue(0);
    }

    @Test
    void bytesThatFillAMessageDoNotWait() throws Exception {
        append("one\n");
        AgentRun agent = start();
        stream.take("one\n");

        String line = "x".repeat(49) + "\n";
        append(line.repeat(3));
        agent.look();

        stream.take(line.repeat(2));
        stream.takesNothing();
    }

    @Test
    void aLastLineWithoutLineEndIsHeldThenShippedAsItIs() throws Exception {
        append("one\npart");
        AgentRun agent = start();
        stream.ack(stream.take("one\n"));

        Outgoing part = stream.take("part");
        assertThat(content(part).linePart()).isEqualTo(LinePart.BEGIN);
        stream.ack(part);
        append("ly\n");
        agent.look();
        assertThat(content(stream.take("ly\n")).linePart()).isEqualTo(LinePart.END);
    }

    @Test
    void aLineThatIsCompletedInTimeStaysWhole() throws Exception {
        append("par");
        AgentRun agent = start(Inputs.holding(input(), Duration.ofHours(1)));
        stream.takesNothing();

        append("tial\n");
        agent.look();

        stream.take("partial\n");
    }

    @Test
    void aRenamedFileIsSealedWhenAllOfItWasAcknowledgedAndItIsQuiet() throws Exception {
        append("one\n");
        AgentRun agent = start();
        Outgoing one = stream.take("one\n");
        Files.move(log, log.resolveSibling("a.log.1"));
        append("two\n");
        agent.look();
        stream.ack(stream.take("two\n"));
        stream.takesNothing();

        stream.ack(one);
        Outgoing seal = stream.take("");
        assertThat(seal.message())
                .isEqualTo(new LogMessage.Seal(content(one).origin(), 4, SealReason.ROTATED, List.of()));
        stream.ack(seal);
        assertThat(paths(agent)).as("it is still there").hasSize(2);
    }

    @Test
    void whatIsWrittenBehindASealIsShippedAndSealedAgain() throws Exception {
        append("one\n");
        AgentRun agent = start();
        Path rotated = log.resolveSibling("a.log.1");
        stream.ack(stream.take("one\n"));
        Files.move(log, rotated);
        agent.look();
        stream.ack(stream.take(""));

        Files.writeString(rotated, "late\n", StandardOpenOption.APPEND);
        agent.look();

        Outgoing late = stream.take("late\n");
        assertThat(content(late).span()).isEqualTo(new Span(4, 9));
        stream.ack(late);
        assertThat(seal(stream.take("")).length()).isEqualTo(9);
    }

    @Test
    void aSealedFileThatIsWrittenAnewIsAnotherSource() throws Exception {
        append("one\ntwo\n");
        AgentRun agent = start(Inputs.of("test", log + "*"));
        Path rotated = log.resolveSibling("a.log.1");
        Outgoing first = stream.take("one\ntwo\n");
        stream.ack(first);
        Files.move(log, rotated);
        agent.look();
        stream.ack(stream.take(""));

        Files.writeString(rotated, "new\n");
        agent.look();

        Outgoing anew = stream.take("new\n");
        assertThat(content(anew).span()).isEqualTo(new Span(0, 4));
        assertThat(content(anew).origin().source())
                .isNotEqualTo(content(first).origin().source());
    }

    @Test
    void aDeletedFileIsReadToItsEndSealedAndForgotten() throws Exception {
        append("one\n");
        AgentRun agent = start();
        Outgoing one = stream.take("one\n");
        append("two\n");
        Files.delete(log);
        agent.look();
        stream.ack(one);
        stream.ack(stream.take("two\n"));
        Outgoing seal = stream.take("");
        assertThat(seal(seal).reason()).isEqualTo(SealReason.DELETED);
        assertThat(seal(seal).length()).isEqualTo(8);
        stream.ack(seal);

        await().until(() -> paths(agent).isEmpty());
        agent.look();
        agent.look();
        stream.takesNothing();
        assertThat(unreadable)
                .as("its file was closed, and is not looked at again")
                .hasValue(0);
    }

    @Test
    void whatACutTookAwayUnreadIsReportedAsLost() throws Exception {
        append("one\n");
        AgentRun agent = start();
        Outgoing one = stream.take("one\n");
        append("two\n");
        agent.look();
        stream.takesNothing();
        Files.writeString(log, "x\n");
        agent.look();

        stream.ack(one);
        Outgoing next = stream.take();
        Outgoing other = stream.take();
        Outgoing seal = next.message() instanceof LogMessage.Seal ? next : other;
        Outgoing content = seal == next ? other : next;
        assertThat(seal.message())
                .isEqualTo(
                        new LogMessage.Seal(content(one).origin(), 8, SealReason.TRUNCATED, List.of(new Span(4, 8))));
        assertThat(ManualStream.text(content)).isEqualTo("x\n");
        assertThat(content(content).span()).isEqualTo(new Span(0, 2));
    }

    @Test
    void oneLineAMessageWhereThatIsWanted() throws Exception {
        append("one\ntwo\nthree\n");
        start(Inputs.inLinesOf(input(), 1));

        stream.take("one\n");
        stream.take("two\n");
        stream.take("three\n");
    }

    @Test
    void aLoudFileLeavesRoomForOthers() throws Exception {
        String line = "x".repeat(99) + "\n";
        append(line.repeat(1_000));
        Path quiet = Files.writeString(log.resolveSibling("b.log"), "one\n");
        start(Inputs.of("test", log.resolveSibling("*.log")));

        for (int i = 0; i < 8; i++) {
            if (content(stream.take()).origin().path().equals(quiet.toString())) {
                return;
            }
        }
        throw new AssertionError("the quiet file got no turn while the window was filled");
    }

    @Test
    void theWindowBoundsWhatIsOnItsWay() throws Exception {
        append(("x".repeat(99) + "\n").repeat(20));
        start();
        Outgoing first = stream.take();
        for (int i = 1; i < 8; i++) {
            stream.take();
        }
        stream.takesNothing();

        stream.ack(first);
        stream.take();
        stream.takesNothing();
    }

    @Test
    void nothingIsReadWhileTheWayIsShut() throws Exception {
        append("one\n");
        AgentRun agent = start();
        Outgoing one = stream.take("one\n");
        stream.closed = true;
        stream.breakDown();
        append("two\n");
        agent.look();
        assertThat(agent.<Long>ask(view -> view.sources().iterator().next().read()))
                .isEqualTo(4);

        stream.closed = false;
        assertThat(stream.take("one\n").message()).isEqualTo(one.message());
    }

    @Test
    void nothingIsSentBeforeTheCheckpointCouldTellTheFileFromAnother() throws Exception {
        append("");
        AgentRun agent = start();
        await().until(() -> agent.remembered().size() == 1);
        assertThat(agent.remembered().get(0).fingerprint()).isEqualTo(Fingerprint.EMPTY);

        append("one\n");
        agent.look();

        stream.take("one\n");
        assertThat(agent.remembered().get(0).fingerprint().offset()).isEqualTo(4);
    }

    @Test
    void anEmptyFileIsSealedAsWell() throws Exception {
        append("");
        AgentRun agent = start();
        await().until(() -> !paths(agent).isEmpty());
        Files.move(log, log.resolveSibling("a.log.1"));
        agent.look();

        assertThat(seal(stream.take("")).length()).isZero();
        assertThat(agent.remembered()).hasSize(1);
    }

    @Test
    void aStopRemembersWhatWasAcknowledged() throws Exception {
        append("one\n");
        AgentRun agent = start();
        stream.ack(stream.take("one\n"));
        await().until(() -> agent.ask(view -> view.sources().iterator().next().acked()) == 4);
        agent.stop();
        append("two\n");

        start();

        assertThat(content(stream.take("two\n")).span()).isEqualTo(new Span(4, 8));
    }

    private AgentRun start() throws IOException {
        return start(input());
    }

    private AgentRun start(Input input) throws IOException {
        AgentRun started = new AgentRun(root.resolve("state"), List.of(input), SETTINGS, stream, new ShippingEvents() {
            @Override
            public void unreadable(Source source, IOException why) {
                unreadable.incrementAndGet();
            }
        });
        agent = started;
        return started;
    }

    private Input input() {
        return Inputs.of("test", StartAt.BEGINNING, log);
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<Path> paths(AgentRun agent) throws Exception {
        return agent.ask(view -> view.sources().stream().map(Source::path).toList());
    }

    private static LogMessage.Content content(Outgoing message) {
        return (LogMessage.Content) message.message();
    }

    private static LogMessage.Seal seal(Outgoing message) {
        return (LogMessage.Seal) message.message();
    }

    /** A stream that acknowledges when it is told to. */
    private static final class ManualStream implements Link.Opener {

        private final BlockingQueue<Outgoing> published = new LinkedBlockingQueue<>();
        private final AtomicLong sequence = new AtomicLong();
        private volatile boolean closed;
        private volatile Link.@Nullable Outcomes outcomes;

        @Override
        public Link.Opened open(StreamPast past, Link.Outcomes listener) throws LinkException {
            if (closed) {
                throw new LinkException("closed");
            }
            outcomes = listener;
            Link link = new Link() {
                @Override
                public Findings since(long from) {
                    return new Findings();
                }

                @Override
                public void verify(long highest) {}

                @Override
                public void publish(Outgoing message) {
                    published.add(message);
                }

                @Override
                public long maxMessageSize() {
                    return 1_000_000;
                }

                @Override
                public void close() {}
            };
            long barrier = sequence.incrementAndGet();
            return new Link.Opened(
                    link,
                    new Resumption(
                            Resumption.Verdict.KEPT,
                            "then",
                            1,
                            new Mark(barrier, new LogMessage.Barrier("manual", barrier), 0),
                            new Findings()));
        }

        Outgoing take() throws InterruptedException {
            Outgoing message = published.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing was published");
            }
            return message;
        }

        Outgoing take(String text) throws InterruptedException {
            Outgoing message = take();
            assertThat(text(message)).isEqualTo(text);
            return message;
        }

        /** For as long as it takes to be sure enough. */
        void takesNothing() throws InterruptedException {
            Outgoing message = published.poll(100, TimeUnit.MILLISECONDS);
            assertThat(message == null ? "" : text(message)).isEmpty();
            assertThat(message).isNull();
        }

        void ack(Outgoing message) {
            Link.Outcomes listener = outcomes;
            if (listener != null) {
                listener.acked(message, sequence.incrementAndGet());
            }
        }

        void breakDown() {
            Link.Outcomes listener = outcomes;
            if (listener != null) {
                listener.lost("broken");
            }
        }

        static String text(Outgoing message) {
            return new String(Payloads.of(message), StandardCharsets.UTF_8);
        }
    }
}
