package io.tailrace.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.KeyValue;
import io.nats.client.Nats;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.FlightRecorder;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.publish.LinkException;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.PublishEvents;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class InventoryWriterTests {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final String KEY = "my_host";

    @TempDir
    private Path directory;

    private final JsonMapper json = JsonMapper.builder().build();
    private final NatsServer server = NatsServer.start();
    private final List<Source> sources = new ArrayList<>();
    private final SealedSources sealed = new SealedSources(SealedList.EMPTY, Clock.systemUTC());
    private final Notes notes = new Notes();
    private final List<InventoryWriter> writers = new ArrayList<>();
    private Connection connection;

    @BeforeEach
    void connect() throws IOException, InterruptedException {
        connection = Nats.connect(server.url());
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (InventoryWriter writer : writers) {
            writer.stop();
        }
        connection.close();
        server.close();
    }

    @Test
    void writesASummaryAndItsPages() throws Exception {
        createBucket();
        Source source = source("a.log", "one\ntwo\n");
        source.sent(new Span(0, 4));
        source.acked(new Span(0, 4), 7);
        write("me");
        Inventory.Summary summary = summary();
        assertThat(summary.host()).isEqualTo("my.host");
        assertThat(summary.instance()).isEqualTo("me");
        assertThat(summary.stream()).isEqualTo("LOGS");
        assertThat(summary.partitions()).isEqualTo(16);
        assertThat(summary.pages()).isEqualTo(1);
        assertThat(summary.sizeBytes()).isEqualTo(8);
        assertThat(summary.ackedBytes()).isEqualTo(4);
        assertThat(summary.otherInstance()).isNull();
        Inventory.Source listed = page(0).sources().get(0);
        assertThat(listed.id()).isEqualTo(source.origin().source().toString());
        assertThat(listed.path()).isEqualTo(source.origin().path());
        assertThat(listed.acked()).isEqualTo(4);
        assertThat(listed.lastSequence()).isEqualTo(7);
        assertThat(listed.seal()).isNull();
    }

    @Test
    void writesAPageAgainOnlyWhenOneOfItsSourcesChanged() throws Exception {
        createBucket();
        for (int i = 0; i < 600; i++) {
            source("file-" + i + ".log", "one\n");
        }
        write("me");
        assertThat(summary().pages()).isGreaterThan(1);
        long first = entry(KEY + ".0").getRevision();
        long second = entry(KEY + ".1").getRevision();
        assertThat(entry(KEY + ".0").getValue()).hasSizeLessThan(Inventory.MAX_PAGE_SIZE);
        Source busy = sources.get(0);
        busy.sent(new Span(0, 4));
        busy.acked(new Span(0, 4), 1);
        await().until(() -> entry(KEY + ".0").getRevision() != first);
        notes.awaitWritten(3);
        assertThat(entry(KEY + ".1").getRevision()).isEqualTo(second);
    }

    @Test
    void listsASourceThatIsSealedAndForgotten() throws Exception {
        createBucket();
        Source source = source("a.log", "one\ntwo\n");
        source.sent(new Span(0, 4));
        source.acked(new Span(0, 4), 7);
        source.end(new Ending(SealReason.DELETED, 8));
        write("me");
        int before = notes.written.get();
        sealed.add(source.sealed(Instant.now()));
        sources.clear();
        notes.awaitWritten(before + 2);
        Inventory.Source listed = page(0).sources().get(0);
        assertThat(listed.id()).isEqualTo(source.origin().source().toString());
        assertThat(listed.firstSequence()).isEqualTo(7);
        assertThat(listed.acked()).isEqualTo(4);
        assertThat(listed.seal()).isEqualTo(new Inventory.Seal("deleted", 8, List.of("4-8")));
        assertThat(summary().sources()).isOne();
        assertThat(summary().forgottenSources()).isZero();
    }

    @Test
    void a11NoticesAnotherAgentThatWritesUnderTheSameName() throws Exception {
        createBucket();
        write("me");
        assertThat(notes.others).hasValue(0);
        write("the other");
        await().until(() -> notes.others.get() > 1);
        assertThat(summary().otherInstance()).isEqualTo("somebody");
    }

    @Test
    void goesOnWithoutABucketAndWritesOnceThereIsOne() throws Exception {
        InventoryWriter writer = writer("me");
        writer.start();
        await().until(() -> notes.unwritable.get() > 1);
        createBucket();
        notes.awaitWritten(1);
        assertThat(summary().instance()).isEqualTo("me");
    }

    @Test
    void takesAnAmbiguousWriteOfItsOwnForNobodyElses() throws Exception {
        createBucket();
        write("me");
        server.kill();
        await().until(() -> notes.unwritable.get() > 0);
        server.restart();
        int before = notes.written.get();
        notes.awaitWritten(before + 3);
        assertThat(notes.others).hasValue(0);
    }

    private void write(String instance) {
        int before = notes.written.get();
        writer(instance).start();
        notes.awaitWritten(before + 1);
    }

    private InventoryWriter writer(String instance) {
        ShippingView view = new ShippingView(
                sources,
                List.of(),
                List.of(),
                sealed,
                0,
                new Outbox(
                        1,
                        1,
                        (past, outcomes) -> {
                            throw new LinkException("none");
                        },
                        Runnable::run,
                        new Random(),
                        new PublishEvents() {},
                        FlightRecorder.none(),
                        StreamPast.nothing()));
        InventoryWriter writer = InventoryWriter.of(
                new InventoryWriter.Author("my.host", instance, "1", "LOGS", 16),
                new InventoryWriter.Shipping() {
                    @Override
                    public <T> CompletableFuture<T> ask(Function<ShippingView, T> question) {
                        return CompletableFuture.completedFuture(question.apply(view));
                    }
                },
                () -> connection,
                JetStreamOptions.DEFAULT_JS_OPTIONS,
                "LOG_AGENTS",
                INTERVAL,
                notes);
        writers.add(writer);
        return writer;
    }

    private Source source(String name, String text) throws IOException {
        Source source = Followed.file(Files.writeString(directory.resolve(name), text));
        sources.add(source);
        return source;
    }

    private void createBucket() throws IOException, JetStreamApiException {
        connection
                .keyValueManagement()
                .create(KeyValueConfiguration.builder().name("LOG_AGENTS").build());
    }

    private Inventory.Summary summary() throws IOException, JetStreamApiException {
        return json.readValue(entry(KEY).getValue(), Inventory.Summary.class);
    }

    private Inventory.Page page(int number) throws IOException, JetStreamApiException {
        return json.readValue(entry(KEY + "." + number).getValue(), Inventory.Page.class);
    }

    private KeyValueEntry entry(String key) throws IOException, JetStreamApiException {
        KeyValue bucket = connection.keyValue("LOG_AGENTS");
        KeyValueEntry entry = bucket.get(key);
        if (entry == null) {
            throw new AssertionError(key + " is not in the bucket");
        }
        return entry;
    }

    private static final class Notes implements InventoryWriter.Listener {

        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger unwritable = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();

        void awaitWritten(int times) {
            await().until(() -> written.get() >= times);
        }

        @Override
        public void written() {
            written.incrementAndGet();
        }

        @Override
        public void unwritable(String why) {
            unwritable.incrementAndGet();
        }

        @Override
        public void otherAgent() {
            others.incrementAndGet();
        }

        @Override
        public @Nullable String otherInstance() {
            return others.get() > 0 ? "somebody" : null;
        }
    }
}
