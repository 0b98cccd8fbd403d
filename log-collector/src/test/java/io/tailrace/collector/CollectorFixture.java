package io.tailrace.collector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.GapReason;
import io.tailrace.collector.ledger.LedgerReader;
import io.tailrace.config.TailraceProperties;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** A collector without Spring's context, between a real server and a temporary directory. */
final class CollectorFixture {

    static final String HOST = "web-7.example.com";
    static final int PARTITIONS = 4;
    static final int PARTITION = new Partitioning(PARTITIONS).of(HOST);
    static final TailraceProperties COMMON = new TailraceProperties("LOGS", "logs", PARTITIONS, "LOG_AGENTS");

    /** More often than in production, for tests that wait for what a look finds. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    final Path directory;
    final Path archive;
    final Connection connection;
    final RecordingEvents events = new RecordingEvents();
    private final Map<String, String> configuration = new HashMap<>();
    private volatile @Nullable Collector collector;

    CollectorFixture(NatsServer server, Path directory) throws IOException, InterruptedException {
        this(new Options.Builder().server(server.url()), directory);
    }

    /** @param options how to connect */
    CollectorFixture(Options.Builder options, Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.archive = directory.resolve("archive");
        this.connection = Nats.connect(options.maxReconnects(-1)
                .connectionListener((changed, event) -> {
                    Collector running = collector;
                    if (event == Events.RECONNECTED && running != null) {
                        running.intake().connected();
                    }
                })
                .build());
        set("state-directory", directory.resolve("state").toString());
        set("archive.directory", archive.toString());
        set("archive.min-free-space", "0B");
    }

    CollectorFixture set(String key, String value) {
        configuration.put("tailrace.collector." + key, value);
        return this;
    }

    CollectorProperties properties() {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(configuration)),
                        PlaceholdersResolver.NONE,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("tailrace.collector", CollectorProperties.class);
    }

    void createStream() throws IOException, JetStreamApiException {
        createStream(configuration -> configuration);
    }

    void createStream(UnaryOperator<StreamConfiguration.Builder> as) throws IOException, JetStreamApiException {
        management()
                .addStream(as.apply(StreamConfiguration.builder().name("LOGS").subjects("logs.>"))
                        .build());
    }

    Collector start() {
        CollectorProperties properties = properties();
        Collector started = Collector.start(
                properties,
                new CollectorSettings(COMMON, properties, LOOK_EVERY),
                () -> connection,
                JetStreamOptions.defaultOptions(),
                events);
        collector = started;
        return started;
    }

    void stop() throws InterruptedException {
        Collector running = collector;
        collector = null;
        if (running != null) {
            running.stop();
        }
    }

    Collector running() {
        return requireNonNull(collector);
    }

    JetStreamManagement management() throws IOException {
        return connection.jetStreamManagement();
    }

    /** How the partition of {@link #HOST} is doing. */
    PartitionStatus status() {
        return running().intake().status().get(PARTITION);
    }

    /** Publishes a line that has no span. */
    void say(String line) throws IOException, JetStreamApiException {
        connection.jetStream().publish(subject(), line.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until nothing is left to be archived of what was published. */
    void awaitArchived() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(consumer().getNumPending()).isZero();
            assertThat(consumer().getNumAckPending()).isZero();
        });
    }

    ConsumerInfo consumer() throws IOException, JetStreamApiException {
        return connection.jetStreamManagement().getConsumerInfo("LOGS", "archive-p" + PARTITION);
    }

    LedgerReader ledger() {
        return new LedgerReader(properties().stateDirectory());
    }

    DeadLetterReader deadLetters() {
        return new DeadLetterReader(properties().stateDirectory());
    }

    String plain(String name) throws IOException {
        if (!Files.exists(archive.resolve(ArchiveNames.host(name)).resolve("_plain"))) {
            return "";
        }
        try (var files = Files.walk(archive.resolve(ArchiveNames.host(name)).resolve("_plain"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    void close() throws InterruptedException {
        stop();
        connection.close();
    }

    /** A file of a host whose bytes are published span by span. */
    final class PublishedFile {

        final Origin origin;
        final byte[] bytes;
        final Path archived;

        PublishedFile(String path, byte[] bytes, Random random) {
            this.bytes = bytes;
            this.origin =
                    new Origin(SourceId.mint(Clock.systemUTC(), random), path, "test", Delivery.ACKED, 0, Map.of());
            this.archived = archive.resolve(ArchiveNames.host(HOST))
                    .resolve(ArchiveNames.directory(path))
                    .resolve(ArchiveNames.file(origin.source()));
        }

        void publish(int start, int end) throws IOException, JetStreamApiException {
            connection.jetStream().publish(message(start, end));
        }

        NatsMessage message(int start, int end) {
            LogMessage message = new LogMessage.Content(
                    origin,
                    new Span(start, end),
                    OptionalLong.of(0),
                    LinePart.WHOLE,
                    System.currentTimeMillis() * 1000);
            return CollectorFixture.message(message, Arrays.copyOfRange(bytes, start, end));
        }
    }

    static NatsMessage message(LogMessage message, byte[] payload) {
        Headers headers = new Headers();
        LogHeaders.write(message, (name, value) -> headers.add(name, value));
        headers.remove(LogHeaders.MESSAGE_ID);
        return NatsMessage.builder()
                .subject(subject())
                .headers(headers)
                .data(payload)
                .build();
    }

    static String subject() {
        return Subject.of("logs", new Partitioning(PARTITIONS), HOST).toString();
    }

    /** Counts what happened. */
    static final class RecordingEvents implements CollectorEvents {

        private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        private final Map<GapReason, Long> gapBytes = new EnumMap<>(GapReason.class);
        private int commits;

        synchronized int count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        synchronized int commits() {
            return commits;
        }

        @Override
        public synchronized void handled(Outcome outcome, long archivedBytes, long archivedLines) {
            outcomes.merge(outcome, 1, Integer::sum);
        }

        synchronized long gapBytes(GapReason reason) {
            return gapBytes.getOrDefault(reason, 0L);
        }

        @Override
        public void deadLetter(DeadLetter.Reason reason) {}

        @Override
        public synchronized void gap(GapReason reason, long bytes) {
            gapBytes.merge(reason, bytes, Long::sum);
        }

        @Override
        public synchronized void committed(int files, long nanos) {
            commits++;
        }

        @Override
        public void durable(long[] readMicros) {}
    }
}
