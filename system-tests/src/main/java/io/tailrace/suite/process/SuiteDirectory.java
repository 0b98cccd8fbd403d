package io.tailrace.suite.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where a suite keeps everything that it writes.
 *
 * @param root an existing directory of its own
 */
public record SuiteDirectory(Path root) {

    /** A new one below the system's directory for temporary files. */
    public static SuiteDirectory create(String prefix) throws IOException {
        return new SuiteDirectory(Files.createTempDirectory(prefix).toRealPath());
    }

    /** The collector's archive. */
    public Path archive() {
        return root.resolve("archive");
    }

    /** The configuration file of all three services. */
    public Path configuration() {
        return root.resolve("tailrace.yml");
    }

    /** Where the services and nats-server print to, and keep temporary files. */
    public Path output() {
        return root.resolve("output");
    }

    Path state(Service service) {
        return root.resolve("state").resolve(service.toString());
    }

    Path jetStream() {
        return root.resolve("jetstream");
    }

    /** Removes it with everything in it. */
    public void delete() throws IOException {
        delete(root);
    }

    /** Removes a directory with everything in it. */
    public static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
