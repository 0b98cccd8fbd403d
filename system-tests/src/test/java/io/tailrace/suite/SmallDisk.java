package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of its own, small enough to be filled. Only root can mount one: tests that need it are skipped for others.
 *
 * @param path where it is mounted
 */
record SmallDisk(Path path) implements AutoCloseable {

    private static final String FILLER = "filler";

    /** @param size as {@code mount} takes it */
    static SmallDisk mount(Path path, String size) throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("only root can mount a file system")
                .isEqualTo("root");
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tailrace-test", path.toString()))
                .as("a tmpfs could be mounted")
                .isZero();
        return new SmallDisk(path);
    }

    void resize(String size) throws IOException, InterruptedException {
        remount("size=" + size);
    }

    void readOnly(boolean readOnly) throws IOException, InterruptedException {
        remount(readOnly ? "ro" : "rw");
    }

    private void remount(String option) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount," + option, path.toString())).isZero();
    }

    /** Writes until no byte more fits. */
    void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(path.resolve(FILLER))) {
            byte[] page = new byte[4096];
            while (path.toFile().getUsableSpace() > 0) {
                filler.write(page);
            }
        }
    }

    /** Takes that away again. */
    void clear() throws IOException {
        Files.delete(path.resolve(FILLER));
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "--lazy", path.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        return new ProcessBuilder(all).inheritIO().start().waitFor();
    }
}
