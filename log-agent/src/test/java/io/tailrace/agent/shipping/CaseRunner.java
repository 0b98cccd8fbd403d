package io.tailrace.agent.shipping;

import io.tailrace.agent.shipping.Operation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs cases, each of which depends on nothing but its list of operations. All is in memory where there is a file system that is; where
 * inodes are to be used again the files are on disk, because in memory they never are.
 */
final class CaseRunner implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path onDisk = Files.createTempDirectory("tailrace-model-");
    private final Path inMemory =
            Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "tailrace-model-") : onDisk;
    private final CaseDirectories memory = CaseDirectories.create(subdirectory(inMemory, "memory"), inMemory);
    private final CaseDirectories disk =
            CaseDirectories.create(subdirectory(onDisk, "disk"), subdirectory(inMemory, "disk-state"));

    CaseRunner() throws IOException {}

    private static Path subdirectory(Path directory, String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    /** What goes wrong with a history, and all that led to it; null if nothing does. */
    @Nullable String failure(List<Operation> history) throws IOException {
        boolean reuses = history.stream().anyMatch(operation -> operation.kind() == Kind.REUSE);
        CaseDirectories directories = reuses ? disk : memory;
        ShippingCase one = new ShippingCase(history, directories);
        try {
            one.run();
            return null;
        } catch (Exception | AssertionError e) {
            return e + System.lineSeparator() + String.join(System.lineSeparator(), one.history());
        } finally {
            one.end();
            directories.clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (CaseDirectories directories : List.of(memory, disk)) {
            directories.delete();
        }
        Files.delete(inMemory.resolve("memory"));
        Files.delete(inMemory.resolve("disk-state"));
        Files.delete(onDisk.resolve("disk"));
        Files.delete(inMemory);
        Files.deleteIfExists(onDisk);
    }
}
