package io.tailrace.agent.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** File systems that differ in what they say of files: a new one for each test. */
public enum FileSystem {
    /** Whatever the temporary directory is on. */
    DISK {
        @Override
        public Path mount(Path directory) {
            return directory;
        }
    },
    /** One in memory: its inodes are not used again soon. */
    TMPFS {
        @Override
        public Path mount(Path directory) throws IOException, InterruptedException {
            assumeTrue(run("mount", "-t", "tmpfs", "tmpfs", directory.toString()) == 0, "only root can mount");
            return directory;
        }

        @Override
        public void unmount(Path directory) throws IOException, InterruptedException {
            run("umount", "--lazy", directory.toString());
        }
    };

    /** Makes an empty directory one of that file system. */
    public abstract Path mount(Path directory) throws IOException, InterruptedException;

    /** It is needed no more. */
    public void unmount(Path directory) throws IOException, InterruptedException {}

    private static int run(String... command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + command[0]))
                || Files.isExecutable(Path.of("/bin/" + command[0])));
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
