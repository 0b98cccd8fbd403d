package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailrace.nats.testing.NatsServerBinary;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The {@code nats} command. */
public final class CommandLineTool {

    private CommandLineTool() {}

    /** Skips the test where there is no such command. */
    public static void assumeThere() {
        assumeTrue(
                NatsServerBinary.findCommandLineTool().isPresent(),
                "no nats command here; bin/verify obtains one with go, NATS_CLI names one");
    }

    /** Runs it; it must not fail. */
    public static void run(String url, String... arguments) throws IOException, InterruptedException {
        assumeThere();
        String tool = NatsServerBinary.findCommandLineTool().orElseThrow().toString();
        ProcessBuilder command = new ProcessBuilder(tool, "--server", url);
        command.command().addAll(Arrays.asList(arguments));
        Process process = command.redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
