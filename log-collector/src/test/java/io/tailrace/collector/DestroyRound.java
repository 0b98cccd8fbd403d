package io.tailrace.collector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfoOptions;
import io.nats.client.api.StreamState;
import io.tailrace.collector.WireAgent.File;
import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.report.SourceReport;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Two hosts, a stream, a collector, and a model of what the collector can have. */
final class DestroyRound {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> POLICIES = List.of("all", "explicit", "none");

    private final CollectorFixture fixture;
    private final Random random;
    private final List<WireAgent> agents = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<File, Intervals> archived = new HashMap<>();
    private boolean isPaused;
    private boolean isInOrder;

    DestroyRound(NatsServer server, Path directory, Random random) throws Exception {
        this.random = random;
        this.fixture = new CollectorFixture(server, directory);
        fixture.createStream();
        fixture.connection
                .keyValueManagement()
                .create(KeyValueConfiguration.builder().name(WireAgent.BUCKET).build());
        Partitioning partitioning = new Partitioning(CollectorFixture.PARTITIONS);
        for (String host : List.of("web-7.example.com", "db_1")) {
            WireAgent agent = new WireAgent(fixture.connection, partitioning, host, random);
            agents.add(agent);
            agent.resume();
            for (int i = 0; i < 3; i++) {
                agent.open("/var/log/app" + i + ".log");
            }
        }
        fixture.set("consumer.ack-policy", POLICIES.get(random.nextInt(POLICIES.size())))
                .set("commit.max-messages", Integer.toString(1 + random.nextInt(20)))
                .set("commit.max-interval", 10 + random.nextInt(100) + "ms");
    }

    Random random() {
        return random;
    }

    JetStreamManagement management() throws IOException {
        return fixture.management();
    }

    WireAgent anyAgent() {
        return agents.get(random.nextInt(agents.size()));
    }

    /** A file that goes on. */
    File anyFile() {
        List<File> open =
                anyAgent().files.stream().filter(file -> file.seal == null).toList();
        return open.isEmpty() ? anyAgent().open("/var/log/another.log") : open.get(random.nextInt(open.size()));
    }

    void start() {
        fixture.start();
    }

    /** Has nothing collected until {@link #goOn}. */
    void stopOrPause() throws Exception {
        isPaused = random.nextInt(3) == 0;
        if (!isPaused) {
            fixture.stop();
            return;
        }
        for (String durable : management().getConsumerNames("LOGS")) {
            management()
                    .pauseConsumer(
                            "LOGS", durable, ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        }
    }

    void goOn() throws Exception {
        if (!isPaused) {
            fixture.start();
            return;
        }
        for (String durable : management().getConsumerNames("LOGS")) {
            ConsumerInfo info = management().getConsumerInfo("LOGS", durable);
            if (info.getPaused()) {
                management().resumeConsumer("LOGS", durable);
            }
        }
    }

    void stopIfPaused() throws Exception {
        if (isPaused) {
            goOn();
            isPaused = false;
            fixture.stop();
        }
    }

    /** Has all spans of a file be sent in their order from now on, so that each gap has one reason. */
    void keepOrder() {
        isInOrder = true;
    }

    /** Sends some spans of some files. */
    void shipSome() throws Exception {
        for (int i = random.nextInt(12); i >= 0; i--) {
            File file = anyFile();
            Span span = file.write(1 + random.nextInt(300));
            if (!isInOrder && random.nextInt(5) == 0) {
                Span next = file.write(1 + random.nextInt(300));
                send(file, next);
            }
            send(file, span);
        }
        if (random.nextInt(4) == 0) {
            seal(anyFile());
        }
        if (random.nextInt(3) == 0) {
            anyAgent().barrier();
        }
    }

    void send(File file, Span span) throws Exception {
        messages.add(new Message(file, span, file.send(span)));
    }

    void sendDamaged(File file) throws Exception {
        file.sendDamaged(file.write(1 + random.nextInt(300)));
    }

    void seal(File file) throws Exception {
        file.seal();
    }

    /** Sequences of content that the collector has not had. */
    List<Long> unread() throws Exception {
        Set<Long> there = sequences();
        return messages.stream()
                .filter(message -> !message.collected && there.contains(message.sequence))
                .map(message -> message.sequence)
                .sorted()
                .toList();
    }

    void limit(UnaryOperator<StreamConfiguration.Builder> to) throws Exception {
        StreamConfiguration now = management().getStreamInfo("LOGS").getConfiguration();
        management().updateStream(to.apply(StreamConfiguration.builder(now)).build());
    }

    void awaitEmptyStream() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(management()
                                .getStreamInfo("LOGS")
                                .getStreamState()
                                .getMsgCount())
                        .isZero());
    }

    void recreateStream() throws Exception {
        management().deleteStream("LOGS");
        messages.clear();
        fixture.createStream();
    }

    /**
     * Has the agents find out that the stream is another one.
     *
     * @param filesAreThere whether they can send again what it does not hold
     */
    void resume(boolean filesAreThere) throws Exception {
        for (WireAgent agent : agents) {
            agent.resume();
            for (File file : agent.files) {
                if (filesAreThere && file.bytes.length > 0) {
                    file.acked.remove(new Span(0, Long.MAX_VALUE));
                    for (long at = 0; at < file.bytes.length; at += 250) {
                        send(file, new Span(at, Math.min(file.bytes.length, at + 250)));
                    }
                }
                if (file.seal != null) {
                    file.seal();
                }
            }
        }
    }

    void truncateAnyArchiveFile() throws Exception {
        stopIfPaused();
        List<File> there = new ArrayList<>();
        for (WireAgent agent : agents) {
            for (File file : agent.files) {
                if (archived.containsKey(file) && archived.get(file).end() > 0) {
                    there.add(file);
                }
            }
        }
        if (there.isEmpty()) {
            return;
        }
        File file = there.get(random.nextInt(there.size()));
        Path path = fixture.archive.resolve(file.archived());
        long length = random.nextLong(Files.size(path));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        requireNonNull(archived.get(file)).remove(new Span(length, Long.MAX_VALUE));
    }

    /** Waits until the collector has all that is in the stream, and has the model know. */
    void settle() throws Exception {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            for (PartitionStatus status : fixture.running().intake().status()) {
                assertThat(status.waitingFor()).isNull();
                assertThat(status.lag()).isZero();
                assertThat(status.ackPending()).isZero();
                ConsumerInfo info = management()
                        .getConsumerInfo(
                                "LOGS", "archive-p" + status.partition().partition());
                PartitionState state =
                        requireNonNull(fixture.running().intake().states().get(status.partition()));
                assertThat(info.getNumPending()).isZero();
                assertThat(info.getDelivered().getStreamSequence())
                        .isLessThanOrEqualTo(state.position().sequence());
                assertThat(state.position().created())
                        .isEqualTo(management()
                                .getStreamInfo("LOGS")
                                .getCreateTime()
                                .toInstant()
                                .toString());
            }
        });
        Set<Long> there = sequences();
        for (Message message : messages) {
            if (there.contains(message.sequence)) {
                message.collected = true;
                archived.computeIfAbsent(message.file, none -> new Intervals()).add(message.span);
            }
        }
    }

    /** Waits for what only looks bring. */
    void awaitLooks() {
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
    }

    void writeInventories() throws Exception {
        for (WireAgent agent : agents) {
            agent.writeInventory();
        }
    }

    private Set<Long> sequences() throws Exception {
        StreamState state = management()
                .getStreamInfo(
                        "LOGS", StreamInfoOptions.builder().deletedDetails().build())
                .getStreamState();
        Set<Long> sequences = new HashSet<>();
        for (long sequence = state.getFirstSequence(); sequence <= state.getLastSequence(); sequence++) {
            sequences.add(sequence);
        }
        if (state.getMsgCount() == 0) {
            sequences.clear();
        }
        if (state.getDeleted() != null) {
            state.getDeleted().forEach(sequences::remove);
        }
        return sequences;
    }

    /** By the model: for each file what was acknowledged, or is before its end, and isn't archived. */
    Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new TreeMap<>();
        for (WireAgent agent : agents) {
            for (File file : agent.files) {
                Intervals there = archived.getOrDefault(file, new Intervals());
                long proved = file.seal == null ? file.acked.endOfRangeAt(0) : file.bytes.length;
                List<String> missing = there.missing(new Span(0, proved)).stream()
                        .map(Span::toString)
                        .toList();
                if (!missing.isEmpty()) {
                    expected.put(agent.host + file.origin.path(), missing);
                }
            }
        }
        return expected;
    }

    /** By the report. */
    Map<String, List<String>> reported() throws IOException {
        Map<String, List<String>> reported = new TreeMap<>();
        for (SourceReport source : sources()) {
            Intervals missing = new Intervals();
            source.gaps().forEach(gap -> missing.add(Span.parse(gap.range())));
            source.lost().forEach(range -> missing.add(Span.parse(range)));
            if (!missing.isEmpty()) {
                reported.put(
                        source.host() + source.path(),
                        missing.ranges().stream().map(Span::toString).toList());
            }
        }
        return reported;
    }

    Set<String> reasons() throws IOException {
        Set<String> reasons = new TreeSet<>();
        for (SourceReport source : sources()) {
            source.gaps().forEach(gap -> reasons.add(gap.reason()));
            if (!source.lost().isEmpty()) {
                reasons.add("lost-before-reading");
            }
        }
        return reasons;
    }

    /** Files of which the archive has other bytes than it says, or less. */
    List<String> wrongBytes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (WireAgent agent : agents) {
            for (File file : agent.files) {
                for (Span span : archived.getOrDefault(file, new Intervals()).ranges()) {
                    byte[] there = Files.readAllBytes(fixture.archive.resolve(file.archived()));
                    for (int i = (int) span.start(); i < span.end(); i++) {
                        if (i >= there.length || there[i] != file.bytes[i]) {
                            wrong.add(agent.host + file.origin.path() + " at " + i);
                            break;
                        }
                    }
                }
            }
        }
        return wrong;
    }

    /** What the model says and what the report says, line by line. */
    List<String> sideBySide(String title) throws IOException {
        List<String> lines = new ArrayList<>();
        Map<String, List<String>> expected = expected();
        for (SourceReport source : sources()) {
            List<String> model = expected.get(source.host() + source.path());
            if (model != null) {
                List<String> said = new ArrayList<>(source.gaps().stream()
                        .map(gap -> gap.range() + " " + gap.reason())
                        .toList());
                source.lost().forEach(range -> said.add(range + " lost-before-reading"));
                lines.add("%s  %s%s  model %s  report %s".formatted(title, source.host(), source.path(), model, said));
            }
        }
        return lines;
    }

    private List<SourceReport> sources() throws IOException {
        return fixture.running().completeness().sources(null, null, null, 1000).sources();
    }

    void close() throws Exception {
        fixture.stop();
        fixture.management().deleteStream("LOGS");
        fixture.connection.keyValueManagement().delete(WireAgent.BUCKET);
        fixture.close();
    }

    /** A message with content, as it was acknowledged. */
    private static final class Message {

        private final File file;
        private final Span span;
        private final long sequence;
        private boolean collected;

        Message(File file, Span span, long sequence) {
            this.file = file;
            this.span = span;
            this.sequence = sequence;
        }
    }
}
