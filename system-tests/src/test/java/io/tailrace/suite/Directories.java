package io.tailrace.suite;

import io.tailrace.suite.process.SuiteDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What tests do with whole directories. */
final class Directories {

    private Directories() {}

    /** Makes a directory hold what another one holds, and nothing else. */
    static void copy(Path from, Path to) throws IOException {
        clear(to);
        for (Path file : all(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Leaves an empty directory. */
    static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            SuiteDirectory.delete(directory);
        }
        Files.createDirectories(directory);
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList();
        }
    }
}
