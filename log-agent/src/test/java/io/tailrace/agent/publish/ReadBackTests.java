package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.PurgeOptions;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.impl.Headers;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Position;
import io.tailrace.agent.publish.Resumption.Verdict;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent learns from a real stream when it opens a link. */
@Timeout(60)
class ReadBackTests {

    private static final String MINE = RealNats.SUBJECT.toString();
    private static final String OTHERS = "logs.p1.other";

    @TempDir
    Path directory;

    private final RecordingOutcomes outcomes = new RecordingOutcomes();
    private RealNats nats = new RealNats(NatsServer.start());
    private SourceOfLines lines;
    private Path store;

    @BeforeEach
    void start() throws Exception {
        nats.close();
        store = directory.resolve("store");
        nats = new RealNats(NatsServer.builder().storeDirectory(store).start());
        lines = new SourceOfLines(directory);
        nats.createStream(stream -> stream.storageType(StorageType.File));
    }

    @AfterEach
    void stop() {
        nats.close();
    }

    @Test
    void a3FindsWhatLiesBehindTheFloorAndNothingBeforeIt() throws Exception {
        Outgoing before = lines.next("before\n");
        Outgoing floor = lines.next("floor\n");
        Outgoing behind = lines.next("behind\n");
        store(before, floor, behind);
        Resumption resumption = resume(at(2, floor));
        assertThat(resumption.verdict()).isEqualTo(Verdict.KEPT);
        assertThat(found(resumption).spans().ranges()).containsExactly(new Span(7, 20));
        assertThat(found(resumption).lastSequence()).isEqualTo(3);
        assertThat(resumption.barrier().sequence()).isEqualTo(4);
    }

    @Test
    void a3AsksForNothingWhereNothingCanBeThere() throws Exception {
        store(lines.next("of an agent that lost its checkpoint\n"));
        Resumption resumption = resume(StreamPast.nothing());
        assertThat(resumption.verdict()).isEqualTo(Verdict.KEPT);
        assertThat(resumption.findings().messages()).isZero();
    }

    @Test
    void a3AsksForEverythingWhereTheCheckpointKnowsNoPlace() throws Exception {
        store(lines.next("one\n"), lines.next("two\n"));
        assertThat(found(resume(new StreamPast(null, null, true, null))).spans().ranges())
                .containsExactly(new Span(0, 8));
    }

    @Test
    void a3FindsSeals() throws Exception {
        publish(MINE, new LogMessage.Seal(lines.source().origin(), 9, SealReason.ROTATED, List.of()), new byte[0]);
        assertThat(found(resume(new StreamPast(null, null, true, null))).seals())
                .containsExactly(new Ending(SealReason.ROTATED, 9));
    }

    @Test
    void a3IsNotMisledByWhatAnybodyElsePublishes() throws Exception {
        publish(
                OTHERS,
                lines.next("of another host\n").message(),
                "of another host\n".getBytes(StandardCharsets.UTF_8));
        publish(MINE, new LogMessage.Plain(), "plain\n".getBytes(StandardCharsets.UTF_8));
        publish(MINE, new Headers().add(LogHeaders.SOURCE, "nonsense"), "malformed\n".getBytes(StandardCharsets.UTF_8));
        Resumption resumption = resume(new StreamPast(null, null, true, null));
        assertThat(found(resumption).spans().isEmpty()).isTrue();
        assertThat(resumption.findings().messages()).isEqualTo(2);
    }

    @Test
    void a7KeepsAPositionThatWasDroppedInOrder() throws Exception {
        Outgoing first = lines.next("one\n");
        store(first, lines.next("two\n"), lines.next("three\n"));
        nats.updateStream(stream -> stream.maxMessages(2).discardPolicy(DiscardPolicy.Old));
        assertThat(resume(at(1, first)).verdict()).isEqualTo(Verdict.KEPT);
    }

    @Test
    void a7KeepsAPositionThatWasDeletedOrPurgedBySubject() throws Exception {
        Outgoing first = lines.next("one\n");
        Outgoing second = lines.next("two\n");
        publish(OTHERS, new LogMessage.Plain(), "first of all\n".getBytes(StandardCharsets.UTF_8));
        store(first, second);
        nats.manage(streams -> streams.deleteMessage("LOGS", 2));
        assertThat(resume(at(2, first)).verdict()).isEqualTo(Verdict.KEPT);
        nats.manage(streams -> streams.purgeStream("LOGS", PurgeOptions.subject(MINE)));
        assertThat(resume(at(3, second)).verdict()).isEqualTo(Verdict.KEPT);
    }

    @Test
    void a8SeesThatTheStreamWasCreatedAnew() throws Exception {
        Outgoing first = lines.next("one\n");
        store(first);
        StreamPast past = at(1, first);
        nats.manage(streams -> streams.deleteStream("LOGS"));
        nats.createStream(stream -> stream);
        Resumption resumption = resume(past);
        assertThat(resumption.verdict()).isEqualTo(Verdict.ANEW);
        assertThat(found(resumption).spans().isEmpty()).isTrue();
    }

    @Test
    void a8SeesThatTheStreamWasRolledBack() throws Exception {
        Outgoing first = lines.next("one\n");
        store(first);
        Path backup = backUp();
        Outgoing second = lines.next("two\n");
        store(second);
        StreamPast past = at(2, second);
        restore(backup);
        Resumption resumption = resume(past);
        assertThat(resumption.verdict()).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(found(resumption).spans().ranges()).containsExactly(new Span(0, 4));
    }

    @Test
    void a8SeesThatTheStreamWasRolledBackAndWentOnWithoutThisHost() throws Exception {
        Outgoing first = lines.next("one\n");
        store(first);
        Path backup = backUp();
        Outgoing second = lines.next("two\n");
        store(second);
        StreamPast past = at(2, second);
        restore(backup);
        for (int i = 0; i < 5; i++) {
            publish(OTHERS, new LogMessage.Plain(), "another\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(resume(past).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void a8SeesThatTheStreamWasRolledBackAndWentOnWithOtherMessagesOfThisHost() throws Exception {
        Path backup = backUp();
        Outgoing first = lines.next("one\n");
        store(first);
        StreamPast past = at(1, first);
        restore(backup);
        store(lines.next("two\n"));
        assertThat(resume(past).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void a8SeesThatOnlyWhatIsBehindTheFloorWasRolledBack() throws Exception {
        Outgoing first = lines.next("one\n");
        store(first);
        Path backup = backUp();
        Outgoing second = lines.next("two\n");
        store(second);
        StreamPast past = new StreamPast(position(1, first), position(2, second), true, null);
        restore(backup);
        assertThat(resume(past).verdict()).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void a11NoticesAnotherAgentOfTheSameHostName() throws Exception {
        JetStreamLinkOpener mine = nats.opener(RealNats.EIGHT, "mine");
        JetStreamLinkOpener other = nats.opener(RealNats.EIGHT, "other");
        Mark first = open(mine, StreamPast.nothing()).barrier();
        open(other, StreamPast.nothing());
        Position position = new Position(created(), first.sequence(), LogHeaders.messageId(first.message(), 0));
        StreamPast past = new StreamPast(position, position, true, null);
        assertThat(open(mine, past).findings().otherInstance()).isEqualTo("other");
        assertThat(open(other, past).findings().otherInstance()).isEqualTo("mine");
    }

    @Test
    void a11TakesTheRunBeforeForNobodyElse() throws Exception {
        JetStreamLinkOpener before = nats.opener(RealNats.EIGHT, "before");
        JetStreamLinkOpener now = nats.opener(RealNats.EIGHT, "now");
        Mark first = open(now, StreamPast.nothing()).barrier();
        open(before, StreamPast.nothing());
        Position position = new Position(created(), first.sequence(), LogHeaders.messageId(first.message(), 0));
        assertThat(open(now, new StreamPast(position, position, true, "before"))
                        .findings()
                        .otherInstance())
                .isNull();
    }

    @Test
    void a4ReadsBackFromASequenceOn() throws Exception {
        store(lines.next("one\n"), lines.next("two\n"), lines.next("three\n"));
        try (Link link = nats.open(outcomes)) {
            assertThat(link.since(2)
                            .of(lines.source().origin().source())
                            .spans()
                            .ranges())
                    .containsExactly(new Span(4, 14));
            nats.manage(streams -> streams.deleteMessage("LOGS", 3));
            assertThat(link.since(2)
                            .of(lines.source().origin().source())
                            .spans()
                            .ranges())
                    .containsExactly(new Span(4, 8));
        }
    }

    @Test
    void a2IsLostWhenTheStreamIsAnotherOneOrWentBackUnderALivingConnection() throws Exception {
        store(lines.next("one\n"));
        try (Link link = nats.open(outcomes)) {
            link.verify(2);
            assertThatExceptionOfType(LinkException.class)
                    .isThrownBy(() -> link.verify(7))
                    .withMessage("stream LOGS was rolled back");
            nats.manage(streams -> streams.deleteStream("LOGS"));
            nats.createStream(stream -> stream);
            assertThatExceptionOfType(LinkException.class)
                    .isThrownBy(() -> link.verify(2))
                    .withMessage("stream LOGS was created anew");
        }
    }

    @Test
    void a3ReadsThousandsOfMessages() throws Exception {
        store(IntStream.range(0, 2_345)
                .mapToObj(i -> lines.next("line " + i + "\n"))
                .toArray(Outgoing[]::new));
        Resumption resumption = resume(new StreamPast(null, null, true, null));
        assertThat(found(resumption).spans().ranges()).hasSize(1);
        assertThat(resumption.findings().messages()).isEqualTo(2_345);
    }

    @Test
    void a3WorksUnderInterestRetentionToo() throws Exception {
        nats.manage(streams -> streams.deleteStream("LOGS"));
        nats.createStream(stream -> stream.retentionPolicy(RetentionPolicy.Interest));
        Resumption first = resume(StreamPast.nothing());
        Position position = new Position(
                first.created(),
                first.barrier().sequence(),
                LogHeaders.messageId(first.barrier().message(), 0));
        assertThat(resume(new StreamPast(position, position, true, null)).verdict())
                .isEqualTo(Verdict.KEPT);
    }

    @Test
    void a3SaysThatAFullStreamCantBeAsked() throws Exception {
        nats.updateStream(stream -> stream.maxMessages(1).discardPolicy(DiscardPolicy.New));
        store(lines.next("one\n"));
        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> nats.open(outcomes))
                .withMessageContaining("maximum messages exceeded");
    }

    private Resumption resume(StreamPast past) throws Exception {
        return open(nats.opener(RealNats.EIGHT, UUID.randomUUID().toString()), past);
    }

    private Resumption open(JetStreamLinkOpener opener, StreamPast past) throws Exception {
        Link.Opened opened = opener.open(past, outcomes);
        opened.link().close();
        return opened.resumption();
    }

    private Found found(Resumption resumption) {
        return resumption.findings().of(lines.source().origin().source());
    }

    private StreamPast at(long sequence, Outgoing message) throws Exception {
        Position position = position(sequence, message);
        return new StreamPast(position, position, true, null);
    }

    private Position position(long sequence, Outgoing message) throws Exception {
        return new Position(created(), sequence, LogHeaders.messageId(message.message(), 0));
    }

    private String created() throws IOException, InterruptedException {
        String[] created = {""};
        nats.manage(streams -> created[0] = ReadBack.created(streams.getStreamInfo("LOGS")));
        return created[0];
    }

    private void store(Outgoing... messages) throws Exception {
        Connection connection = Nats.connect(nats.server.url());
        try {
            for (Outgoing message : messages) {
                Headers headers = new Headers();
                LogHeaders.write(message.message(), headers::add);
                connection.jetStream().publish(MINE, headers, message.payload());
            }
        } finally {
            connection.close();
        }
    }

    private void publish(String subject, LogMessage message, byte[] payload) throws Exception {
        Headers headers = new Headers();
        LogHeaders.write(message, headers::add);
        publish(subject, headers, payload);
    }

    private void publish(String subject, Headers headers, byte[] payload) throws Exception {
        Connection connection = Nats.connect(nats.server.url());
        try {
            connection.jetStream().publish(subject, headers, payload);
        } finally {
            connection.close();
        }
    }

    /** What a power failure would leave of the broker's store later on. */
    private Path backUp() throws IOException {
        nats.server.kill();
        Path backup = directory.resolve("backup");
        copy(store, backup);
        nats.server.restart();
        return backup;
    }

    private void restore(Path backup) throws IOException {
        nats.server.kill();
        delete(store);
        copy(backup, store);
        nats.server.restart();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
