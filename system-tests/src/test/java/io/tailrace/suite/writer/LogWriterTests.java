package io.tailrace.suite.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWriterTests {

    private final List<String> rotations = new CopyOnWriteArrayList<>();
    private final RotationListener listener = new RotationListener() {
        @Override
        public void beforeTruncation(Generation generation) {
            rotations.add("before " + generation.number());
        }

        @Override
        public void rotated(Generation ended, Rotation rotation) {
            rotations.add(rotation + " " + ended.number());
        }
    };

    @TempDir
    Path directory;

    private LogFile file;

    @BeforeEach
    void create() throws IOException {
        file = new LogFile(directory.resolve("a.log"), Files.createDirectory(directory.resolve("copies")));
    }

    @Test
    void writesExactlyThePlannedLinesAndRotatesAsPlanned() throws Exception {
        Plan plan = new Plan(accessLines(), 5_000, Duration.ofMillis(300), Rotation.COPY_TRUNCATE, 2);

        try (LogWriter writer = new LogWriter(file, plan, listener)) {
            writer.start().get(30, TimeUnit.SECONDS);
        }

        assertThat(rotations).containsExactly("before 1", "copytruncate 1", "before 2", "copytruncate 2");
        assertThat(file.generations()).hasSize(3).allMatch(generation -> generation.lines() > 0);
        assertThat(file.generations().stream().mapToLong(Generation::lines).sum())
                .isEqualTo(1_500);
        for (Generation generation : file.generations()) {
            assertThat(Files.readAllLines(generation.copy())).hasSize((int) generation.lines());
        }
    }

    @Test
    void saysWhatKeptItFromWriting() throws Exception {
        Plan plan = new Plan(
                out -> {
                    throw new IllegalArgumentException("out of words");
                },
                1_000,
                Duration.ofSeconds(10),
                Rotation.RENAME,
                0);

        try (LogWriter writer = new LogWriter(file, plan, listener)) {
            assertThatThrownBy(() -> writer.start().get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("out of words");
        }
    }

    @Test
    void countsTheLinesOfEachKindOfLogAsTheyAreWritten() {
        for (Lines lines : List.of(
                accessLines(),
                new ApplicationLines(new Random(7), Clock.systemUTC()),
                new JsonLines(new Random(7), Clock.systemUTC()),
                new LongLines(new Random(7), 10_000))) {
            StringBuilder text = new StringBuilder();
            int counted = 0;
            for (int event = 0; event < 1_000; event++) {
                counted += lines.next(text);
            }
            assertThat(text.toString().lines()).hasSize(counted).noneMatch(String::isBlank);
            assertThat(text).endsWith("\n");
        }
    }

    private static Lines accessLines() {
        return new AccessLines(new Random(7), Clock.systemUTC());
    }
}
