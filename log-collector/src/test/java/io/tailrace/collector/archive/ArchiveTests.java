package io.tailrace.collector.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.protocol.ArchiveNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTests {

    private static final String OLD = "20261123T070102.345Z~00000001.log";
    private static final String NEW = "20261124T070102.345Z~00000002.log";

    @TempDir
    private Path directory;

    private Path root;
    private Archive archive;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(directory.resolve("archive"));
        archive = new Archive(new DiskArchive(new NioArchiveDisk(root)), 4);
    }

    @Test
    void putsBytesInAnyOrderWhereTheyBelong() throws Exception {
        write("h/log/" + OLD, 5, "world");
        write("h/log/" + OLD, 0, "hello");
        archive.sync(List.of("h/log/" + OLD));
        assertThat(root.resolve("h/log").resolve(OLD)).hasContent("helloworld");
    }

    @Test
    void keepsWhatIsThereWhenItIsOpenedAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            write("h/log" + i % 10 + "/" + OLD, i < 10 ? 0 : 1, "x");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(root.resolve("h/log" + i).resolve(OLD)).hasContent("xx");
        }
    }

    @Test
    void givesAFileTheTimeOfItsLastByte() throws Exception {
        archive.write("h/log/" + OLD, 10, bytes("late"), 2_000_000);
        archive.write("h/log/" + OLD, 0, bytes("early"), 1_000_000);
        archive.sync(List.of("h/log/" + OLD));
        assertThat(Files.getLastModifiedTime(root.resolve("h/log").resolve(OLD)).toInstant())
                .isEqualTo(Instant.ofEpochSecond(2));
    }

    @Test
    void linksToTheNewestFile() throws Exception {
        write("h/log/" + NEW, 0, "new");
        write("h/log/" + OLD, 0, "old");
        assertThat(root.resolve("h/log/current")).isSymbolicLink().hasContent("new");
    }

    @Test
    void followsNoLinkThatIsPlantedAsDirectory() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createDirectory(root.resolve("h"));
        Files.createSymbolicLink(root.resolve("h/log"), outside);
        assertThatExceptionOfType(UnarchivableException.class).isThrownBy(() -> write("h/log/" + OLD, 0, "x"));
        assertThatExceptionOfType(UnarchivableException.class).isThrownBy(() -> write("h/log/sub/" + OLD, 0, "x"));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void followsNoLinkThatIsPlantedAsFile() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside"), "mine");
        Files.createDirectories(root.resolve("h/log"));
        Files.createSymbolicLink(root.resolve("h/log").resolve(OLD), outside);
        assertThatExceptionOfType(UnarchivableException.class).isThrownBy(() -> write("h/log/" + OLD, 0, "x"));
        assertThat(outside).hasContent("mine");
    }

    @Test
    void takesAPlantedDirectoryForTheMessagesFault() throws Exception {
        Files.createDirectories(root.resolve("h/log").resolve(OLD));
        assertThatExceptionOfType(UnarchivableException.class).isThrownBy(() -> write("h/log/" + OLD, 0, "x"));
    }

    @Test
    void takesAnImpossibleOffsetForTheMessagesFault() {
        assertThatExceptionOfType(UnarchivableException.class)
                .isThrownBy(() -> write("h/log/" + OLD, Long.MAX_VALUE - 10, "x"));
    }

    @Test
    void holdsAnyHostAndAnyPathWithinItsDirectory() throws Exception {
        archive = new Archive(new DiskArchive(new NioArchiveDisk(root)), 1000);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> hostile = new ArrayList<>(List.of(
                "../../../etc/passwd",
                "/../x",
                "/a/./b",
                "/a//b",
                "/",
                "current",
                "/var/current/current",
                "_ledger",
                "/_plain/x",
                "/a/" + OLD,
                "a".repeat(300),
                "/" + "directory/".repeat(300) + "x",
                "/" + "é".repeat(3000),
                "/x\0y",
                "/x\ny\u0001",
                "-rf",
                "%2e%2e/"));
        for (int i = 0; i < 200; i++) {
            StringBuilder path = new StringBuilder();
            for (int c = random.nextInt(20); c >= 0; c--) {
                path.append("../.%_-~a\0\n é".charAt(random.nextInt(13)));
            }
            hostile.add(path.toString());
        }
        for (String name : hostile) {
            for (String host : List.of("h", name.isEmpty() ? "x" : name)) {
                String file = ArchiveNames.host(host) + "/" + ArchiveNames.directory(name) + "/" + OLD;
                try {
                    write(file, 0, "x");
                } catch (UnarchivableException e) {
                    assertThat(e).as("seed %d: %s", seed, name).hasMessageContaining("too long");
                    continue;
                }
                assertThat(root.resolve(file).normalize())
                        .as("seed %d: %s", seed, name)
                        .startsWith(root);
            }
        }
        archive.close();
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries).as("seed %d", seed).containsExactly(root);
        }
    }

    private void write(String file, long position, String text) throws IOException, UnarchivableException {
        archive.write(file, position, bytes(text), 0);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
