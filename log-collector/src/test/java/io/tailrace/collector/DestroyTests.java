package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.nats.testing.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The report is true: messages are destroyed at random, in every way that there is, and what is reported as missing is, byte
 * for byte, what a model says. Replay one by its seed: {@code -Ddestroy.seed=…}.
 */
@Tag("slow")
class DestroyTests {

    private static final int DESTRUCTIONS = 100;
    private static final List<Destruction> KINDS = List.of(Destruction.values());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> sideBySide = new ArrayList<>();

    private static NatsServer server;

    @TempDir
    private Path directory;

    private @Nullable DestroyRound running;

    @BeforeAll
    static void startServer() {
        server = NatsServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
        sideBySide.forEach(System.out::println);
    }

    @AfterEach
    void endRound() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    private DestroyRound begin(Random random) throws Exception {
        DestroyRound round = new DestroyRound(server, directory, random);
        running = round;
        round.start();
        return round;
    }

    /** A destruction a seed; each kind has its turn, and each turn is another one. */
    static Stream<Long> seeds() {
        String replayed = System.getProperty("destroy.seed");
        long first = System.nanoTime();
        return replayed != null
                ? Stream.of(Long.valueOf(replayed))
                : LongStream.range(0, DESTRUCTIONS).mapToObj(i -> first - first % DESTRUCTIONS + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsReportedMissingIsWhatWasDestroyed(long seed) throws Exception {
        Random random = new Random(seed);
        Destruction kind = KINDS.get((int) (seed % KINDS.size()));
        DestroyRound round = begin(random);
        if (kind.reason() != null) {
            round.keepOrder();
        }
        round.shipSome();
        round.settle();
        round.stopOrPause();
        round.shipSome();
        kind.apply(round);
        if (random.nextBoolean()) {
            round.shipSome();
        }
        round.goOn();
        round.settle();
        round.shipSome();
        round.settle();
        round.writeInventories();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(round.reported())
                        .as("seed %d %s", seed, kind)
                        .isEqualTo(round.expected()));
        // And it stays so.
        round.settle();
        round.awaitLooks();
        assertThat(round.reported()).as("seed %d %s", seed, kind).isEqualTo(round.expected());
        assertThat(round.wrongBytes()).as("seed %d %s", seed, kind).isEmpty();
        if (kind.reason() != null) {
            assertThat(round.reasons()).as("seed %d %s", seed, kind).isSubsetOf(kind.reason());
        }
        synchronized (sideBySide) {
            sideBySide.addAll(round.sideBySide("destroy.seed=" + seed + " " + kind));
        }
    }

    @Test
    void severalDestructionsOneAfterTheOther() throws Exception {
        long seed = Long.getLong("destroy.seed", System.nanoTime());
        Random random = new Random(seed);
        DestroyRound round = begin(random);
        List<Destruction> kinds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            round.shipSome();
            round.settle();
            round.stopOrPause();
            round.shipSome();
            Destruction kind = KINDS.get(random.nextInt(KINDS.size()));
            kinds.add(kind);
            kind.apply(round);
            round.goOn();
            round.settle();
            round.writeInventories();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(round.reported())
                            .as("seed %d %s", seed, kinds)
                            .isEqualTo(round.expected()));
        }
        assertThat(round.wrongBytes()).as("seed %d %s", seed, kinds).isEmpty();
    }
}
