package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.PARTITION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C7: two collectors with one durable. */
class OwnershipTests extends CollectorCase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CollectorFixture other;

    @BeforeEach
    void setUpOther(@TempDir Path directory) throws Exception {
        other = new CollectorFixture(server, directory);
        fixture.createStream();
    }

    @AfterEach
    void tearDownOther() throws Exception {
        other.close();
    }

    @Test
    void c7ADurableOfAnotherLedgerIsLeftAloneAndTheChoicesAreNamed() throws Exception {
        fixture.start();
        say(fixture, "one");
        other.start();
        await().untilAsserted(() -> assertThat(waitingFor(other))
                .contains("belongs to the collector with ledger")
                .contains("tailrace.collector.take-over = true")
                .contains("a consumer.durable-name of its own"));
        say(fixture, "two");
        assertThat(other.plain(HOST)).isEmpty();
        assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\n");
        assertThat(isReading(fixture.running())).isTrue();
    }

    @Test
    void c7WhoTakesOverGoesOnAndWhoLosesStopsAndSaysSo() throws Exception {
        fixture.start();
        say(fixture, "one");
        other.set("take-over", "true").start();
        await().untilAsserted(() -> assertThat(other.plain(HOST)).isEqualTo("one\n"));
        await().untilAsserted(() -> assertThat(waitingFor(fixture)).contains("belongs to the collector with ledger"));
        say(other, "two");
        assertThat(other.plain(HOST)).isEqualTo("one\ntwo\n");
        assertThat(fixture.plain(HOST)).isEqualTo("one\n");
    }

    @Test
    void c7TwoThatAreBothToldToTakeOverDontTakeFromEachOtherForEver() throws Exception {
        fixture.set("take-over", "true").start();
        say(fixture, "one");
        other.set("take-over", "true").start();
        // The first had no need to take it, so it may take it back, once.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(waitingFor(other)).contains("another collector took it over after this one did"));
        say(fixture, "two");
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(waitingFor(other)).contains("another collector took it over after this one did");
            assertThat(isReading(fixture.running())).isTrue();
        });
        assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\n");
    }

    @Test
    void c7ABatchThatAnotherMayHaveTakenPartOfIsDropped() throws Exception {
        fixture.set("commit.max-interval", "5s").start();
        await().until(() -> isReading(fixture.running()));
        fixture.say("in hand when it is taken over");
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isEqualTo(1));
        other.set("take-over", "true").start();
        await().untilAsserted(() -> assertThat(other.plain(HOST)).isEqualTo("in hand when it is taken over\n"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waitingFor(fixture)).contains("belongs to the collector"));
        fixture.stop();
        assertThat(fixture.events.commits()).isZero();
        assertThat(requireNonNull(fixture.ledger().partitions()).values())
                .allSatisfy(state -> assertThat(state.position().sequence()).isZero());
        assertThat(other.consumer().getNumAckPending()).isZero();
    }

    @Test
    void c7ItComesBackToItsOwnWhereItLeftOff() throws Exception {
        fixture.start();
        say(fixture, "one");
        other.set("take-over", "true").start();
        say(other, "two");
        other.stop();
        fixture.stop();
        fixture.set("take-over", "true").start();
        say(fixture, "three");
        assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void c7ACopyOfItselfStopsTheOneThatWasThere() throws Exception {
        fixture.start();
        say(fixture, "one");
        copyWhileItRuns(fixture.directory, other.directory);
        other.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waitingFor(fixture)).contains("with a copy of this ledger"));
        say(other, "two");
        assertThat(other.plain(HOST)).isEqualTo("one\ntwo\n");
        assertThat(fixture.plain(HOST)).isEqualTo("one\n");
        fixture.stop();
        fixture.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waitingFor(fixture)).contains("with a copy of this ledger"));
        assertThat(isReading(other.running())).isTrue();
    }

    @Test
    void c7WhoReadsADurableBesideItIsNoticed() throws Exception {
        fixture.start();
        say(fixture, "one");
        var thief = fixture.connection.getConsumerContext("LOGS", "archive-p" + PARTITION);
        Thread stealing = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                try {
                    thief.next(Duration.ofMillis(1_001));
                } catch (Exception e) {
                    return;
                }
            }
        });
        stealing.start();
        StringBuilder expected = new StringBuilder("one\n");
        for (int i = 0; i < 100; i++) {
            fixture.say("line " + i);
            expected.append("line ").append(i).append('\n');
        }
        stealing.join();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo(expected.toString()));
    }

    private static String waitingFor(CollectorFixture collector) {
        return String.valueOf(collector.status().waitingFor());
    }

    private static void say(CollectorFixture collector, String line) throws Exception {
        collector.say(line);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.plain(HOST)).endsWith(line + "\n"));
        collector.awaitArchived();
    }

    private static void copyWhileItRuns(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }
}
