package io.tailrace.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.writer.AccessLines;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.Lines;
import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BurstWriterTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BURST = Duration.ofSeconds(6);
    private static final Gate OPEN = (file, rotation) -> true;
    private static final Gate SHUT = (file, rotation) -> false;

    @TempDir
    Path directory;

    private final Lines lines = new AccessLines(new SplittableRandom(1), Clock.systemUTC());
    private LogFile file;
    private Archive archive;
    private @Nullable BurstWriter started;

    @BeforeEach
    void create() throws IOException {
        Path logs = Files.createDirectory(directory.resolve("logs"));
        file = new LogFile(logs.resolve("a.log"), Files.createDirectory(directory.resolve("copies")));
        archive = new Archive(directory.resolve("archive"), "my.host");
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void writesAndRotatesUntilItIsStopped() throws Exception {
        BurstWriter writer = start(habit("", false, Rotation.RENAME), OPEN, BurstWriterTests::never);
        await().atMost(PATIENCE).until(() -> file.generations().size() > 3);

        writer.stop().get(30, TimeUnit.SECONDS);

        long bytes = file.current().bytes();
        assertThat(file.path()).hasSize(bytes);
        assertThat(writer.rotations()).containsOnlyKeys(Rotation.RENAME);
        assertThat(file.generations().get(0).bytes()).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void beginsEachGenerationWithTheHeader() {
        start(habit("#header\n", false, Rotation.DELETE), OPEN, BurstWriterTests::never);
        await().atMost(PATIENCE).until(() -> file.generations().size() > 3);

        for (Generation generation : file.generations().subList(0, 3)) {
            assertThat(generation.copy()).content().startsWith("#header\n");
        }
    }

    @Test
    void writesOnWhileARenameHasToWait() {
        start(habit("", false, Rotation.RENAME), SHUT, BurstWriterTests::never);

        await().atMost(PATIENCE).until(() -> file.current().bytes() > 20_000);

        assertThat(file.generations()).hasSize(1);
    }

    @Test
    void writesNothingWhileATruncationHasToWait() {
        Gate gate = (any, rotation) -> {
            assertThat(rotation).isEqualTo(Rotation.COPY_TRUNCATE);
            return false;
        };
        start(habit("", false, Rotation.COPY_TRUNCATE), gate, BurstWriterTests::never);
        await().atMost(PATIENCE).until(() -> file.current().bytes() >= 4_000);
        long bytes = file.current().bytes();

        await().pollDelay(Duration.ofMillis(500)).until(() -> file.current().bytes() == bytes);
    }

    @Test
    void cutsLinesInPieces() {
        start(habit("", true, Rotation.RENAME), SHUT, BurstWriterTests::never);

        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> file.current().bytes() > 0
                        && !Files.readString(file.path()).endsWith("\n"));
    }

    @Test
    void removesRotatedFilesOnceTheyAreArchived() throws Exception {
        start(habit("", false, Rotation.RENAME), OPEN, new Arrivals(archive)::isComplete);
        await().atMost(PATIENCE).until(() -> file.generations().size() > 5);
        assertThat(file.path().resolveSibling("a.log.4")).exists();

        for (Generation generation : file.generations().subList(0, 2)) {
            Path archived = Files.createDirectories(archive.directory(file.path()));
            Files.copy(generation.copy(), archived.resolve(generation.number() + ".log"));
        }

        await().atMost(PATIENCE).until(() -> file.rotated().stream().noneMatch(generation -> generation.number() <= 2));
        assertThat(file.rotated()).anyMatch(generation -> generation.number() == 3);
    }

    @Test
    void saysWhatKeptItFromWriting() {
        Lines none = out -> {
            throw new IllegalArgumentException("out of words");
        };
        BurstWriter writer = start(
                new Habit(none, "", 1_000, BURST, false, List.of(Rotation.RENAME), 1, 1),
                OPEN,
                BurstWriterTests::never);

        await().atMost(PATIENCE).until(writer::hasFailed);

        assertThatThrownBy(() -> writer.stop().join()).hasRootCauseMessage("out of words");
    }

    private Habit habit(String header, boolean inPieces, Rotation rotation) {
        return new Habit(lines, header, 1_000, BURST, inPieces, List.of(rotation), 2_000, 4_000);
    }

    private static boolean never(Generation generation) {
        return false;
    }

    private BurstWriter start(Habit habit, Gate gate, Predicate<Generation> isUseless) {
        BurstWriter writer =
                new BurstWriter(file, habit, gate, isUseless, new SplittableRandom(1), (ended, rotation) -> {});
        started = writer;
        writer.start();
        return writer;
    }
}
