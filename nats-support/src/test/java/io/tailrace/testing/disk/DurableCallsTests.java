package io.tailrace.testing.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurableCallsTests {

    private final ClassFileImporter importer = new ClassFileImporter();

    @Test
    void eachWayToChangeADiskIsNoticed() {
        List<Class<?>> changing =
                List.of(Copies.class, Makes.class, Opens.class, Syncs.class, Streams.class, Seeks.class, Renames.class);
        for (Class<?> type : changing) {
            assertThat(DurableCalls.onlyBy(Reads.class)
                            .evaluate(importer.importClasses(type))
                            .hasViolation())
                    .as(type.getSimpleName())
                    .isTrue();
            assertThat(DurableCalls.onlyBy(type)
                            .allowEmptyShould(true)
                            .evaluate(importer.importClasses(type))
                            .hasViolation())
                    .isFalse();
        }
    }

    @Test
    void readingChangesNothing() {
        assertThat(DurableCalls.onlyBy(DurableCallsTests.class)
                        .evaluate(importer.importClasses(Outside.class))
                        .hasViolation())
                .isFalse();
    }

    @SuppressWarnings("unused")
    private static final class Copies {
        static void run(Path path) throws IOException {
            Files.copy(new ByteArrayInputStream(new byte[0]), path);
        }
    }

    @SuppressWarnings("unused")
    private static final class Makes {
        static void run(Path path) throws IOException {
            Files.createDirectories(path);
        }
    }

    @SuppressWarnings("unused")
    private static final class Opens {
        static FileChannel run(Path path) throws IOException {
            return FileChannel.open(path, StandardOpenOption.CREATE);
        }
    }

    @SuppressWarnings("unused")
    private static final class Syncs {
        static void run(FileChannel channel) throws IOException {
            channel.force(true);
        }
    }

    @SuppressWarnings("unused")
    private static final class Streams {
        static FileOutputStream run(File file) throws IOException {
            return new FileOutputStream(file);
        }
    }

    @SuppressWarnings("unused")
    private static final class Seeks {
        static RandomAccessFile run(File file) throws IOException {
            return new RandomAccessFile(file, "rw");
        }
    }

    @SuppressWarnings("unused")
    private static final class Renames {
        static boolean run(File file) {
            return file.renameTo(file);
        }
    }

    private static final class Reads {}
}

/** Reads only. */
final class Outside {

    private Outside() {}

    static int read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.read(ByteBuffer.allocate(1)) + Files.readAllBytes(path).length;
        }
    }
}
