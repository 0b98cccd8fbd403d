package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.collector.ledger.GapReason;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C8: ledger and archive belong together, and what is done when they don't. */
class PairingTests extends CollectorCase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("tailrace\\.collector\\.recover = (rebuild-[0-9a-f]{8})");

    private PublishedFile old;
    private PublishedFile recent;

    /** Archives an old file, that the stream has not got any more, and a recent one that it has; both sealed. */
    @BeforeEach
    void archiveTwoFiles() throws Exception {
        fixture.createStream();
        fixture.start();
        old = file("/var/log/old.log", 20_000);
        publish(old);
        fixture.awaitArchived();
        fixture.management().purgeStream("LOGS");
        recent = file("/var/log/recent.log", 20_000);
        publish(recent);
        fixture.say("one");
        fixture.awaitArchived();
        fixture.stop();
    }

    @Test
    void c8ALostLedgerIsMadeAnewOfFilesAndStream() throws Exception {
        delete(state());
        String message = refusal();
        assertThat(message).contains("holds no ledger").contains("restore that ledger");
        recover(message);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(source(recent).archived()).containsExactly(new Span(0, 20_000));
            assertThat(source(recent).presumed()).isEmpty();
        });
        assertThat(old.archived).hasBinaryContent(old.bytes);
        assertThat(recent.archived).hasBinaryContent(recent.bytes);
        assertThat(fixture.ledger().totals().foundFiles()).isEqualTo(1);
        // What is written beside its old name is nobody's any more, but nothing of it is gone.
        assertThat(fixture.plain(HOST)).isEqualTo("one\none\n");
        // The next message of the old file finds its bytes.
        old.publish(10_000, 20_000);
        await().untilAsserted(() -> {
            assertThat(source(old).presumed()).containsExactly(new Span(0, 10_000));
            assertThat(source(old).archived()).containsExactly(new Span(10_000, 20_000));
            assertThat(source(old).gaps()).isEmpty();
        });
        assertThat(fixture.ledger().totals().foundFiles()).isZero();
    }

    @Test
    void c8WhatAllowedForOneRepairAllowsForNoOther() throws Exception {
        delete(state());
        recover(refusal());
        fixture.awaitArchived();
        fixture.stop();
        fixture.start();
        fixture.stop();
        delete(state());
        assertThat(refusal()).contains("holds no ledger");
    }

    @Test
    void c8ALostArchiveIsGivenUpAndReadAgain() throws Exception {
        delete(fixture.archive);
        String message = refusal();
        assertThat(message).contains("is empty, and ledger").contains("mount or restore the archive");
        recover(message);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recent.archived).hasBinaryContent(recent.bytes));
        fixture.awaitArchived();
        assertThat(source(recent).gaps()).isEmpty();
        assertThat(source(old).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.span()).isEqualTo(new Span(0, 20_000));
            assertThat(gap.reason()).isEqualTo(GapReason.ARCHIVE_DAMAGED);
        });
        assertThat(fixture.plain(HOST)).isEqualTo("one\n");
    }

    @Test
    void c8AnArchiveOfAnotherLedgerIsRefusedAndAdoptedOnDemand() throws Exception {
        Path strange = fixture.directory.resolve("strange");
        fixture.set("state-directory", strange.toString())
                .set(
                        "archive.directory",
                        fixture.directory.resolve("strange-archive").toString())
                .set("consumer.durable-name", "strange")
                .start();
        fixture.awaitArchived();
        fixture.stop();
        fixture.set("archive.directory", fixture.archive.toString());
        String message = refusal();
        assertThat(message).contains("belongs to ledger").contains("put this one aside");
        recover(message);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(source(recent).archived()).containsExactly(new Span(0, 20_000)));
        try (Stream<Path> files = Files.list(strange)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("ledger-before-"));
        }
    }

    @Test
    void c8AnOlderLedgerIsNoticedAndItsArchivePresumed() throws Exception {
        Path backup = fixture.directory.resolve("backup");
        copy(state(), backup);
        fixture.start();
        PublishedFile later = file("/var/log/later.log", 20_000);
        publish(later);
        fixture.say("two");
        fixture.awaitArchived();
        fixture.stop();
        fixture.management().purgeStream("LOGS");
        delete(state());
        copy(backup, state());
        String message = refusal();
        assertThat(message).contains("is newer than ledger").contains("restored from a backup");
        recover(message);
        assertThat(source(recent).archived()).containsExactly(new Span(0, 20_000));
        later.publish(19_000, 20_000);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(source(later).presumed()).containsExactly(new Span(0, 19_000));
            assertThat(source(later).gaps()).isEmpty();
        });
        assertThat(later.archived).hasBinaryContent(later.bytes);
        assertThat(fixture.plain(HOST)).contains("one\n", "two\n");
    }

    @Test
    void c8AnOlderArchiveIsNoticedAndWhatItLacksIsReadAgain() throws Exception {
        Path backup = fixture.directory.resolve("backup");
        copy(fixture.archive, backup);
        fixture.start();
        PublishedFile later = file("/var/log/later.log", 20_000);
        publish(later);
        PublishedFile gone = file("/var/log/gone.log", 20_000);
        publish(gone);
        fixture.awaitArchived();
        fixture.stop();
        long last = fixture.management().getStreamInfo("LOGS").getStreamState().getLastSequence();
        fixture.management().deleteMessage("LOGS", last - 1);
        delete(fixture.archive);
        copy(backup, fixture.archive);
        String message = refusal();
        assertThat(message).contains("is older than ledger").contains("restored from a backup");
        recover(message);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(later.archived).hasBinaryContent(later.bytes);
            assertThat(source(later).gaps()).isEmpty();
            assertThat(source(recent).presumed()).isEmpty();
        });
        assertThat(source(old).presumed()).containsExactly(new Span(0, 20_000));
        assertThat(source(old).gaps()).isEmpty();
        assertThat(source(gone).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.span()).isEqualTo(new Span(10_000, 20_000));
            assertThat(gap.reason()).isEqualTo(GapReason.ARCHIVE_DAMAGED);
        });
    }

    @Test
    void c8BlocksOfZerosAreNotPresumed() throws Exception {
        try (FileChannel channel = FileChannel.open(old.archived, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4096), 8192);
        }
        delete(state());
        recover(refusal());
        old.publish(19_000, 20_000);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(source(old).presumed()).containsExactly(new Span(0, 8192), new Span(12288, 19_000)));
    }

    @Test
    void c8AFileThatIsTooShortLosesItsRangesAndGetsBackWhatTheStreamHas() throws Exception {
        truncate(old.archived, 15_000);
        truncate(recent.archived, 5_000);
        fixture.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recent.archived).hasBinaryContent(recent.bytes));
        fixture.awaitArchived();
        assertThat(source(recent).gaps()).isEmpty();
        assertThat(source(old).archived()).containsExactly(new Span(0, 15_000));
        assertThat(source(old).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.span()).isEqualTo(new Span(15_000, 20_000));
            assertThat(gap.reason()).isEqualTo(GapReason.ARCHIVE_DAMAGED);
        });
        assertThat(fixture.plain(HOST)).isEqualTo("one\n");
    }

    private void publish(PublishedFile file) throws Exception {
        file.publish(0, 10_000);
        file.publish(10_000, 20_000);
        fixture.connection
                .jetStream()
                .publish(message(new LogMessage.Seal(file.origin, 20_000, SealReason.ROTATED, List.of()), new byte[0]));
    }

    private Path state() {
        return fixture.properties().stateDirectory();
    }

    private StoredSource source(PublishedFile file) throws IOException {
        return fixture.ledger().sources(HOST).stream()
                .filter(source -> source.key().id().equals(file.origin.source()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is known of " + file.origin.path()));
    }

    private String refusal() {
        InvalidConfigurationException refused =
                catchThrowableOfType(InvalidConfigurationException.class, fixture::start);
        assertThat(refused).isNotNull();
        System.out.println(refused.getMessage());
        return String.valueOf(refused.getMessage());
    }

    /** Does what a message says. The durable is taken over where the ledger is not the one that it belongs to. */
    private void recover(String message) {
        Matcher code = CODE.matcher(message);
        assertThat(code.find()).isTrue();
        fixture.set("recover", code.group(1)).set("take-over", "true").start();
    }

    private static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(requireNonNull(target.getParent()));
                Files.copy(file, target);
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
