package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailrace.agent.content.Compression;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Compressed;
import io.tailrace.agent.testing.FileSystem;
import io.tailrace.agent.testing.Inputs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of files while the agent runs, and while it is down: what the stream holds in the end. Half of what a file holds was
 * shipped before, half was not even seen.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(FileSystem.class)
class RotationTests {

    private static final AgentStations.Settings SETTINGS = new AgentStations.Settings(
            1_000, 8, 10_000, Duration.ofMillis(10), new Holding(Duration.ofMillis(200), Duration.ofSeconds(5)));
    private static final String OLD = lines("old", 0, 60);
    private static final String UNSEEN = lines("old", 60, 120);
    private static final String NEW = lines("new", 0, 5);

    private final FileSystem fileSystem;
    private final Path root;
    private final Path directory;
    private final Path log;
    private final Path rotated;
    private final FakeStream stream;
    private List<Input> inputs;
    private @Nullable AgentRun agent;

    RotationTests(FileSystem fileSystem, @TempDir Path root) throws Exception {
        this.fileSystem = fileSystem;
        this.root = root;
        this.directory = fileSystem.mount(Files.createDirectory(root.resolve("logs")));
        this.log = directory.resolve("a.log");
        this.rotated = directory.resolve("a.log.1");
        this.stream = new FakeStream(root.resolve("state/checkpoint.json"));
        this.inputs = matching("*.log");
    }

    @AfterEach
    void end() throws Exception {
        if (agent != null) {
            agent.stop();
        }
        fileSystem.unmount(directory);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void renamedAndCreatedAnew(boolean running) throws Exception {
        during(running, () -> {
            append(log, UNSEEN);
            Files.move(log, rotated);
            append(log, NEW);
        });
        holds(OLD + UNSEEN, NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void theWriterGoesOnWithTheRenamedFile(boolean running) throws Exception {
        try (FileChannel writer =
                FileChannel.open(write(log, OLD), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            during(running, () -> {
                Files.move(log, rotated);
                append(log, NEW);
                writer.write(ByteBuffer.wrap(UNSEEN.getBytes(StandardCharsets.UTF_8)));
            });
            holds(OLD + UNSEEN, NEW);
            String late = lines("late", 0, 3);
            writer.write(ByteBuffer.wrap(late.getBytes(StandardCharsets.UTF_8)));
            holds(OLD + UNSEEN + late, NEW);
        }
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void rotatedSeveralTimes(boolean running) throws Exception {
        inputs = matching("*.log*");
        String between = lines("between", 0, 40);
        during(running, () -> {
            append(log, UNSEEN);
            Files.move(log, rotated);
            append(log, between);
            Files.move(rotated, directory.resolve("a.log.2"));
            Files.move(log, rotated);
            append(log, NEW);
        });
        holds(OLD + UNSEEN, between, NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void rotatedToANameThatNoGlobMatches(boolean running) throws Exception {
        during(running, () -> {
            append(log, UNSEEN);
            Files.move(log, directory.resolve("2026-11-25"));
        });
        holds(OLD + UNSEEN);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void rotatedAndCompressedWithGzip(boolean running) throws Exception {
        compressed(running, Compression.GZIP, "*.log*");
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void rotatedAndCompressedWithZstd(boolean running) throws Exception {
        compressed(running, Compression.ZSTD, "*.log*");
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void rotatedAndCompressedToANameThatNoGlobMatches(boolean running) throws Exception {
        compressed(running, Compression.GZIP, "*.log");
    }

    private void compressed(boolean running, Compression compression, String glob) throws Exception {
        inputs = matching(glob);
        during(running, () -> {
            append(log, UNSEEN);
            Files.move(log, rotated);
            append(log, NEW);
            look();
            Compressed.file(compression, rotated);
        });
        holds(OLD + UNSEEN, NEW);
        staysSo(OLD + UNSEEN, NEW);
        restart();
        staysSo(OLD + UNSEEN, NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void copiedAndCut(boolean running) throws Exception {
        copiedAndCut(running, "*.log");
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void copiedToANameThatIsMatchedAndCut(boolean running) throws Exception {
        copiedAndCut(running, "*.log*");
    }

    private void copiedAndCut(boolean running, String glob) throws Exception {
        inputs = matching(glob);
        during(running, () -> {
            append(log, UNSEEN);
            Files.copy(log, rotated);
            Files.writeString(log, "");
            append(log, NEW);
        });
        holds(OLD + UNSEEN, NEW);
        restart();
        staysSo(OLD + UNSEEN, NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void deletedAndCreatedAnew(boolean running) throws Exception {
        during(running, () -> {
            Files.delete(log);
            append(log, NEW);
        });
        holds(OLD, NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void deletedUnread(boolean running) throws Exception {
        during(running, () -> {
            append(log, UNSEEN);
            Files.delete(log);
        });
        holds(running ? OLD + UNSEEN : OLD);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void replacedByMv(boolean running) throws Exception {
        during(running, () -> {
            Path next = write(directory.resolve("next"), NEW);
            Files.move(next, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
        holds(OLD, NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void anInodeThatIsUsedAgain(boolean running) throws Exception {
        assumeTrue(fileSystem == FileSystem.DISK, "tmpfs does not use inodes again");
        String longer = NEW + OLD + UNSEEN;
        during(running, () -> {
            FileKey before = FileKey.of(log);
            Files.delete(log);
            boolean again = false;
            for (int i = 0; i < 1_000 && !again; i++) {
                Files.createFile(log);
                again = FileKey.of(log).equals(before);
                if (!again) {
                    Files.delete(log);
                }
            }
            assertThat(again).as("the inode was used again").isEqualTo(!running);
            append(log, longer);
        });
        holds(OLD, longer);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void equalFirstLines(boolean running) throws Exception {
        String header = lines("header", 0, 2);
        during(running, () -> {
            write(directory.resolve("b.log"), header + NEW);
            write(directory.resolve("c.log"), header);
            look();
            append(directory.resolve("c.log"), "other\n");
        });
        holds(OLD, header + NEW, header + "other\n");
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void aBackupIsAFileLikeAnyOther(boolean running) throws Exception {
        during(running, () -> Files.copy(log, directory.resolve("backup.log")));
        holds(OLD, OLD);
        append(log, NEW);
        holds(OLD + NEW, OLD);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void aHardLinkIsNoOtherFile(boolean running) throws Exception {
        during(running, () -> {
            Files.createLink(directory.resolve("b.log"), log);
            append(directory.resolve("b.log"), UNSEEN);
        });
        holds(OLD + UNSEEN);
        Files.delete(log);
        append(directory.resolve("b.log"), NEW);
        holds(OLD + UNSEEN + NEW);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void aSymlinkIsNoOtherFile(boolean running) throws Exception {
        during(running, () -> {
            Files.createSymbolicLink(directory.resolve("b.log"), log);
            append(log, UNSEEN);
        });
        holds(OLD + UNSEEN);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void twoInputsThatMatchOneFile(boolean running) throws Exception {
        inputs = List.of(Inputs.of("one", directory + "/*.log"), Inputs.of("two", directory + "/a.*"));
        during(running, () -> append(log, UNSEEN));
        holds(OLD + UNSEEN);
        assertThat(stream.mirrors()).allMatch(mirror -> mirror.origin().input().equals("one"));
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void aFileThatIsShorterThanItWas(boolean running) throws Exception {
        String shorter = OLD.substring(0, OLD.length() / 2);
        during(running, () -> {
            try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
                file.truncate(shorter.length());
            }
        });
        holds(OLD, shorter);
    }

    @ParameterizedTest(name = "running: {0}")
    @ValueSource(booleans = {true, false})
    void movedWithAnotherInode(boolean running) throws Exception {
        during(running, () -> {
            append(log, UNSEEN);
            Path copy = Files.copy(log, directory.resolve("copy"));
            Files.delete(log);
            Files.move(copy, log);
        });
        holds(OLD + UNSEEN);
        append(log, NEW);
        if (running) {
            holds(OLD + UNSEEN, OLD + UNSEEN + NEW); // Until it grows it is a copy of what was deleted.
        } else {
            holds(OLD + UNSEEN + NEW);
        }
    }

    private interface Operation {
        void run() throws Exception;
    }

    /** Half of the file is shipped; then something happens to it. */
    private void during(boolean running, Operation operation) throws Exception {
        write(log, OLD);
        start();
        holds(OLD);
        if (!running) {
            stop();
        }
        operation.run();
        if (!running) {
            start();
        }
    }

    private void start() throws IOException {
        agent = new AgentRun(root.resolve("state"), inputs, SETTINGS, stream, new ShippingEvents() {});
    }

    private void stop() throws Exception {
        AgentRun running = agent;
        agent = null;
        if (running != null) {
            running.stop();
        }
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private void look() {
        if (agent != null) {
            agent.look();
        }
    }

    /** What the stream holds in the end, and no more, source by source. */
    private void holds(String... contents) {
        List<String> expected = Arrays.stream(contents).sorted().toList();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            look();
            assertThat(inTheStream()).isEqualTo(expected);
        });
        assertThat(stream.violations()).isEmpty();
    }

    /** For as long as something could still come. */
    private void staysSo(String... contents) {
        List<String> expected = Arrays.stream(contents).sorted().toList();
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            look();
            assertThat(inTheStream()).isEqualTo(expected);
        });
        AgentRun running = agent;
        if (running != null) {
            await().untilAsserted(() -> assertThat(
                            running.<Boolean>ask(view -> view.sources().stream().noneMatch(Source::isSearched)))
                    .isTrue());
        }
    }

    private List<String> inTheStream() {
        return stream.contents().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty())
                .sorted()
                .toList();
    }

    private List<Input> matching(String glob) {
        return List.of(Inputs.of("test", directory + "/" + glob));
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String lines(String what, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "%s %05d a line that is long enough\n".formatted(what, i))
                .collect(Collectors.joining());
    }
}
