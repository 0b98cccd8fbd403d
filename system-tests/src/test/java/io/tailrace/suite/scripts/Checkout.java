package io.tailrace.suite.scripts;

import io.tailrace.suite.process.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's scripts in a directory of their own, on a machine that has a JDK and a POSIX userland alone. */
final class Checkout {

    // Not on the list, on purpose: go, python, docker, mvn, curl, wget, unzip, nats-server.
    private static final List<String> USERLAND = List.of(
            "bash",
            "basename",
            "cat",
            "chmod",
            "cut",
            "date",
            "dirname",
            "env",
            "find",
            "grep",
            "gzip",
            "head",
            "id",
            "ls",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "sed",
            "sha256sum",
            "tar",
            "tee",
            "tr",
            "uname");

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    /** What a script came to. */
    record Result(int exitCode, String stdout, String stderr) {}

    Checkout(Path root) throws IOException {
        this.root = root;
        copy("mvnw");
        copy("bin");
        Path userland = Files.createDirectory(root.resolve("userland"));
        for (String tool : USERLAND) {
            Files.createSymbolicLink(userland.resolve(tool), find(tool));
        }
        environment.put("PATH", userland.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private void copy(String name) throws IOException {
        Path home = Home.directory();
        try (Stream<Path> files = Files.walk(home.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, root.resolve(home.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this machine has no " + tool));
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    void setVariable(String name, String value) {
        environment.put(name, value);
    }

    /** Puts an executable script on the PATH. */
    void installTool(String name, String script) throws IOException {
        executable(root.resolve("userland").resolve(name), script);
    }

    static Path executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("can't make " + file + " executable");
        }
        return file;
    }

    /** Overrides something in the file that pins versions and checksums. */
    void pin(String line) throws IOException {
        Files.writeString(root.resolve("bin/lib/versions.sh"), line + "\n", StandardOpenOption.APPEND);
    }

    /** Runs a command in bash as the scripts run: after sourcing one of their libraries. */
    Result run(String library, String command) throws IOException, InterruptedException {
        Path stdout = Files.createTempFile(root, "stdout", "");
        Path stderr = Files.createTempFile(root, "stderr", "");
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("bash", "-c", "set -euo pipefail; . bin/lib/" + library + "; " + command))
                .directory(root.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Result(
                exitCode,
                Files.readString(stdout, StandardCharsets.UTF_8),
                Files.readString(stderr, StandardCharsets.UTF_8));
    }
}
