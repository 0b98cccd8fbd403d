package io.tailrace.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailrace.agent.testing.Followed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTests {

    @TempDir
    private Path root;

    @Test
    void isMadeWhereItIsMissing() throws IOException {
        Path path = root.resolve("a/b");
        try (StateDirectory directory = StateDirectory.open(path)) {
            directory.checkpointFile().write(Followed.NOTHING);
        }
        assertThat(path.resolve("checkpoint.json")).exists();
    }

    @Test
    void isHeldByOneAgentAtATime() throws IOException {
        try (StateDirectory held = StateDirectory.open(root)) {
            assertThat(held.checkpointFile().read()).isEmpty();
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> StateDirectory.open(root))
                    .withMessage(root + " is in use by another agent (process "
                            + ProcessHandle.current().pid() + "). Stop that agent, or give this one a"
                            + " tailrace.agent.state-directory of its own");
        }
        StateDirectory.open(root).close();
    }

    @Test
    void isRefusedWhereNoDirectoryCanBe() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        for (Path path : new Path[] {file, file.resolve("below")}) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> StateDirectory.open(path))
                    .withMessageStartingWith(path + " can't be written to (")
                    .withMessageEndingWith(
                            "Make it writable for this agent, or name another one as tailrace.agent.state-directory");
        }
    }

    @Test
    void isRefusedWhereItCantBeWrittenTo() throws Exception {
        if ("root".equals(System.getProperty("user.name"))) { // It may write anywhere but to a read-only disk.
            mount("tmpfs", "ro");
            try {
                refused();
            } finally {
                unmount();
            }
        } else {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
            refused();
        }
    }

    @Test
    void isRefusedWhereTheDiskIsFull() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a small disk");
        mount("tmpfs", "size=16k");
        try {
            Files.createFile(root.resolve("filler"));
            try {
                Files.write(root.resolve("filler"), new byte[64 * 1024]);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space");
            }
            refused();
        } finally {
            unmount();
        }
    }

    private void refused() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> StateDirectory.open(root))
                .withMessageStartingWith(root + " can't be written to (");
    }

    private void mount(String type, String options) throws Exception {
        assumeTrue(run("mount", "-t", type, "-o", options, type, root.toString()) == 0, "mounting is not permitted");
    }

    private void unmount() throws Exception {
        assertThat(run("umount", root.toString())).isZero();
    }

    private static int run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            return -1; // No such tool here.
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
