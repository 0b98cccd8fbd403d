package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.suite.process.Home;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands behind bin/demo and bin/try, as processes. */
class DemoIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private Path output;
    private Path temporary;
    private Process process;

    @BeforeEach
    void createDirectories() throws IOException {
        output = directory.resolve("output");
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Test
    void provesThatTheArchiveIsIdentical() throws Exception {
        start("demo", "--seconds", "4", "--rate", "5000");

        assertThat(exitCode()).as(this::printed).isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(lines.size() - 2)).startsWith("duplicates in the stream: 0 of ");
        assertThat(lines.get(lines.size() - 1))
                .matches("PROVEN: 2\\d{4} lines, \\d+ bytes in 10 files: archive identical, 0 lost, 0 duplicated");
        assertThat(temporary).as("nothing is left behind").isEmptyDirectory();
        assertThat(process.descendants()).isEmpty();
    }

    @Test
    void failsWhenOneArchivedByteIsNotWhatWasWritten() throws Exception {
        start("demo", "--seconds", "4", "--rate", "5000");
        Path archived = await().atMost(TIMEOUT).until(this::largeArchiveFile, file -> file != null);
        try (RandomAccessFile file = new RandomAccessFile(archived.toFile(), "rw")) {
            file.seek(1_000);
            int good = file.read();
            file.seek(1_000);
            file.write(good ^ 1);
        }

        assertThat(exitCode()).as(this::printed).isEqualTo(1);
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(lines.size() - 1)).startsWith("FAILED: first difference: " + archived + ", offset 1000: ");
    }

    @Test
    void leavesNothingRunningWhenItIsTerminated() throws Exception {
        start("demo", "--seconds", "600", "--rate", "100");
        await().atMost(TIMEOUT).until(() -> printed().contains("ready after"));
        List<ProcessHandle> started = process.descendants().toList();
        assertThat(started).as("nats-server and three services").hasSizeGreaterThanOrEqualTo(4);

        process.destroy();

        assertThat(exitCode()).isEqualTo(143);
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void triesFilesOfTheUsersOwn() throws Exception {
        Path first = Files.writeString(directory.resolve("a log [1].txt"), "one\ntwo\n");
        Path second = Files.writeString(directory.resolve("b.log"), "three\n");

        start("try", "--once", first.toString(), second.toString());

        assertThat(exitCode()).as(this::printed).isZero();
        assertThat(printed())
                .contains("IDENTICAL: " + first + ", 8 bytes")
                .contains("IDENTICAL: " + second + ", 6 bytes")
                .contains("tail -F ")
                .contains("nats sub ");
        assertThat(first).hasContent("one\ntwo\n");
    }

    private void start(String... arguments) throws IOException {
        Path jar = Home.directory().resolve("system-tests/target/system-tests.jar");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + temporary,
                "-Dtailrace.home=" + Home.directory(),
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .as("the command ended")
                .isTrue();
        return process.exitValue();
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** An archive file that has enough bytes for one to be changed, null while there is none. */
    private Path largeArchiveFile() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> file.toString().contains("/archive/")
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && file.toFile().length() > 10_000)
                    .findFirst()
                    .orElse(null);
        } catch (UncheckedIOException e) {
            return null;
        }
    }
}
