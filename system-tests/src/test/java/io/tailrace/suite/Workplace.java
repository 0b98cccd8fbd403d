package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Sources;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.proof.Archive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Where one test keeps its files: a directory that the suite's agent follows, and one that it doesn't. */
public final class Workplace {

    private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(60);

    private final Suite suite;
    private final Path logs;
    private final Path unfollowed;

    Workplace(Suite suite, String name) {
        String directory = Integer.toHexString(name.hashCode());
        this.suite = suite;
        this.logs = suite.directory().root().resolve("logs").resolve(directory);
        this.unfollowed = suite.directory().root().resolve("unfollowed").resolve(directory);
        try {
            Files.createDirectories(logs);
            Files.createDirectories(unfollowed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent follows what is called {@code *.log} in here. */
    public Path logs() {
        return logs;
    }

    /** The agent does not look in here. */
    public Path unfollowed() {
        return unfollowed;
    }

    public Suite suite() {
        return suite;
    }

    public Archive archive() {
        return new Archive(suite.directory().archive(), suite.settings().host());
    }

    /**
     * Waits until the agent has found another source at a path.
     *
     * @param earlier the id of the one before it
     * @return its id
     */
    public String awaitFollowed(Path path, String earlier) {
        Sources sources = sources();
        return await().atMost(ARRIVAL_TIMEOUT)
                .until(
                        () -> sources.newest(path).map(Sources.Known::id).orElse(earlier),
                        newest -> !newest.equals(earlier));
    }

    /** Waits until the agent has read all of a file. */
    public void awaitRead(Path path) {
        Sources sources = sources();
        await().atMost(ARRIVAL_TIMEOUT).until(() -> sources.hasRead(path, Files.size(path)));
    }

    private Sources sources() {
        return new Sources(suite.service(Service.AGENT).actuator());
    }

    /** Waits until a path's archive files, one after the other, are what was written. */
    public void awaitArchived(Path path, byte[] written) {
        awaitContent(archive().directory(path), written);
    }

    /** Waits until the archive files in a directory, one after the other, are what was written. */
    public static void awaitContent(Path directory, byte[] written) {
        await().atMost(ARRIVAL_TIMEOUT).untilAsserted(() -> {
            byte[] archived = concatenated(Archive.filesIn(directory));
            // The arrays themselves would make an unreadable message.
            assertThat(Arrays.mismatch(written, archived))
                    .as(
                            "first difference between %d bytes written and %d archived in %s",
                            written.length, archived.length, directory)
                    .isEqualTo(-1);
        });
    }

    /** The bytes of some files, one after the other. */
    public static byte[] concatenated(Iterable<Path> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Path file : files) {
            Files.copy(file, bytes);
        }
        return bytes.toByteArray();
    }
}
