package io.tailrace.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableTests {

    @TempDir
    private Path directory;

    private final String user = System.getProperty("user.name");

    @Test
    void namesOwnerModeAndRemedy() throws IOException {
        Path path = file("rw-r-----");
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        String group = attributes.group().getName();

        assertThat(Unreadable.describe(path, new AccessDeniedException(path.toString())))
                .isEqualTo(path + " is rw-r----- of " + attributes.owner().getName() + ":" + group + "; this agent is "
                        + user + ". usermod -aG " + group + " " + user);
    }

    @Test
    void saysThatTheGroupMayNotReadEither() throws IOException {
        Path path = file("rw-------");

        assertThat(Unreadable.describe(path, new AccessDeniedException(path.toString())))
                .contains("rw-------")
                .contains("chmod g+r " + path + " and usermod -aG ");
    }

    @Test
    void saysThatTheDirectoryMayNotBeEntered() {
        Path path = directory.resolve("hidden/a.log");

        assertThat(Unreadable.describe(path, new AccessDeniedException(path.toString())))
                .isEqualTo(path + " is in a directory that this agent, " + user + ", may not enter");
    }

    @Test
    void repeatsAnyOtherReason() {
        assertThat(Unreadable.describe(Path.of("/a.log"), new IOException("I/O error")))
                .isEqualTo("/a.log can't be read: java.io.IOException: I/O error");
    }

    private Path file(String permissions) throws IOException {
        Path path = Files.createFile(directory.resolve("a.log"));
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
