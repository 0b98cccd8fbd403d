package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves. */
final class Programs {

    private static final int TIMEOUT_SECONDS = 60;

    private Programs() {}

    /** Runs a program, and fails with what it printed unless it exits with 0. */
    static void run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", "");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as("%s ended; it printed %s", command[0], printed).isTrue();
        assertThat(process.exitValue())
                .as("exit code of %s, which printed %s", command[0], printed)
                .isZero();
    }
}
