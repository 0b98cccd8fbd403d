package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Options;
import io.nats.client.PurgeOptions;
import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C1 and C6: where a run begins, and when the ledger's position is void. */
class PlacementTests extends CollectorCase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void c1ARunBeginsRightBehindThePosition() throws Exception {
        fixture.createStream();
        fixture.start();
        PublishedFile file = file("/var/log/app.log", 200);
        file.publish(0, 100);
        fixture.awaitArchived();
        fixture.stop();
        file.publish(100, 200);
        fixture.start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(fixture.events.count(Outcome.DUPLICATE)).isZero();
        assertThat(fixture.consumer().getDelivered().getConsumerSequence()).isLessThanOrEqualTo(2);
    }

    @Test
    void c1AStreamThatWasRolledBackWhileNobodyReadItIsReadAgain(@TempDir Path backup) throws Exception {
        PublishedFile file = file("/var/log/app.log", 400);
        fixture.createStream();
        file.publish(0, 100);
        copy(server.storeDirectory(), backup);
        fixture.start();
        file.publish(100, 200);
        fixture.say("said before");
        fixture.awaitArchived();
        fixture.stop();

        rollBack(backup);
        // As many messages as there were: only the witness can tell.
        await().ignoreExceptions().untilAsserted(() -> file.publish(200, 300));
        fixture.say("said after");
        fixture.start();

        await().untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("said before\nsaid after\n"));
        assertThat(Files.readAllBytes(file.archived)).startsWith(first(file, 300));
    }

    @Test
    void c1AStreamThatIsRolledBackWhileItIsReadIsNoticed(@TempDir Path backup) throws Exception {
        PublishedFile file = file("/var/log/app.log", 400);
        fixture.createStream();
        file.publish(0, 100);
        copy(server.storeDirectory(), backup);
        fixture.start();
        file.publish(100, 200);
        fixture.say("said before");
        fixture.awaitArchived();

        rollBack(backup);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> file.publish(200, 400));
        fixture.say("said after");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(fixture.plain(HOST)).isEqualTo("said before\nsaid after\n");
            assertThat(file.archived).hasBinaryContent(file.bytes);
        });
    }

    @Test
    void c1AWitnessThatTheStreamDroppedOrDeletedIsNoDoubt() throws Exception {
        fixture.createStream();
        fixture.start();
        PublishedFile file = file("/var/log/app.log", 400);
        for (int start = 0; start < 400; start += 100) {
            file.publish(start, start + 100);
        }
        fixture.awaitArchived();
        fixture.stop();
        fixture.management().deleteMessage("LOGS", 4);
        fixture.say("behind it");
        fixture.start();
        fixture.awaitArchived();
        fixture.stop();
        fixture.management()
                .purgeStream("LOGS", PurgeOptions.builder().sequence(6).build());
        fixture.say("behind that");
        fixture.start();
        fixture.awaitArchived();
        assertThat(fixture.events.count(Outcome.DUPLICATE)).isZero();
        assertThat(fixture.plain(HOST)).isEqualTo("behind it\nbehind that\n");
    }

    @Test
    void c1WhatCantBeFoundOutIsVoidAndC6RepeatsNothing() throws Exception {
        fixture.createStream();
        fixture.start();
        fixture.say("one");
        for (int i = 0; i < 50_010; i++) {
            fixture.connection.publish("logs.other", new byte[0]);
        }
        fixture.say("two");
        fixture.awaitArchived();
        fixture.stop();
        fixture.management()
                .purgeStream(
                        "LOGS", PurgeOptions.builder().subject("logs.other").build());
        fixture.management()
                .deleteMessage(
                        "LOGS",
                        fixture.management()
                                .getStreamInfo("LOGS")
                                .getStreamState()
                                .getLastSequence());
        fixture.say("three");
        fixture.start();
        await().untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\nthree\n"));
        assertThat(fixture.events.count(Outcome.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void c6AMessageWithoutASpanIsKnownBySequenceAndTime() throws Exception {
        fixture.createStream();
        fixture.start();
        fixture.say("the same words");
        fixture.say("the same words");
        fixture.awaitArchived();
        fixture.management().deleteStream("LOGS");
        fixture.createStream();
        fixture.say("the same words");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("the same words\n".repeat(3)));
    }

    @Test
    void c1ADeniedPermissionIsNamed(@TempDir Path directory) throws Exception {
        String deny = "authorization: { users: [ { user: c, password: c, permissions: { publish: { deny:"
                + " [\"$JS.API.STREAM.MSG.GET.LOGS\"] } } } ] }";
        try (NatsServer strict = NatsServer.builder().config(deny).start()) {
            CollectorFixture denied = new CollectorFixture(
                    new Options.Builder().server(strict.url()).userInfo("c", "c"), directory);
            denied.createStream();
            denied.say("one");
            denied.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(denied.status().waitingFor())
                            .contains("may this user publish to $JS.API.STREAM.MSG.GET.LOGS?"));
            denied.close();
        }
    }

    private void rollBack(Path backup) throws IOException {
        server.kill();
        delete(server.storeDirectory());
        copy(backup, server.storeDirectory());
        server.restart();
    }

    private static byte[] first(PublishedFile file, int bytes) {
        return Arrays.copyOf(file.bytes, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
