package io.tailrace.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.collector.commit.Run;
import io.tailrace.collector.commit.RunQuestions;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.nats.testing.NatsServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DurablePullTests {

    private static final String NEXT = "$JS.API.CONSUMER.MSG.NEXT.LOGS.archive-p0";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Run run = new Run(new PartitionKey("LOGS", 0), new NothingAsked());
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Long> sequences = new CopyOnWriteArrayList<>();
    private NatsServer nats;
    private Connection connection;
    private JetStreamManagement management;

    @BeforeEach
    void start() throws Exception {
        nats = NatsServer.start();
        connection = Nats.connect(nats.url());
        management = connection.jetStreamManagement();
        management.addStream(
                StreamConfiguration.builder().name("LOGS").subjects("logs.>").build());
        management.createConsumer(
                "LOGS",
                ConsumerConfiguration.builder()
                        .durable("archive-p0")
                        .ackPolicy(AckPolicy.All)
                        .maxAckPending(20_000)
                        .build());
        Dispatcher counting = connection.createDispatcher();
        counting.subscribe(NEXT, message -> requests.incrementAndGet());
        connection.flush(PATIENCE);
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        nats.close();
    }

    @Test
    void deliversABacklogOfAnySizesInOrderAndAsksSeldom() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int messages = 400;
        for (int i = 0; i < messages; i++) {
            int size = random.nextInt(4) == 0 ? random.nextInt(1_000) : 120_000 + random.nextInt(12_000);
            connection.publish("logs.p0.host", new byte[size]);
        }
        connection.flush(PATIENCE);

        pull();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sequences).as("seed %d", seed).hasSize(messages));
        assertThat(sequences).isSorted();
        // About 40 MB by requests of 1 MB. Asking for leftovers would be many thousands of them.
        assertThat(requests).as("seed %d", seed).hasValueLessThan(messages / 4);
    }

    @Test
    void deliversWhatIsPublishedWhileItPulls() throws Exception {
        pull();
        for (int i = 0; i < 100; i++) {
            connection.publish("logs.p0.host", new byte[131_000]);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sequences).hasSize(100));
    }

    @Test
    void asksOnceMoreWhenTheServerIsSilentForLongerThanItMayBe() throws Exception {
        DurablePull pull = pull();
        await().atMost(PATIENCE).until(() -> requests.get() == 2);

        pull.tend();
        clock.addAndGet(Duration.ofSeconds(16).toNanos());
        pull.tend();
        pull.tend();
        connection.flush(PATIENCE);

        await().atMost(PATIENCE).until(() -> requests.get() == 3);
    }

    @Test
    void endsTheRunWhenTheDurableIsDeleted() throws Exception {
        pull();
        await().atMost(PATIENCE).until(() -> requests.get() == 2);

        management.deleteConsumer("LOGS", "archive-p0");

        await().atMost(PATIENCE).until(run::isOver);
    }

    private DurablePull pull() {
        return new DurablePull(connection, connection.createDispatcher(), NEXT, 1_000_000, run, this::note, clock::get);
    }

    private void note(Message message) {
        sequences.add(message.metaData().streamSequence());
    }

    private static final class NothingAsked implements RunQuestions {
        @Override
        public CompletableFuture<Boolean> isOwn() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<StreamFacts> facts() {
            return new CompletableFuture<>();
        }
    }
}
