package io.tailrace.nats.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where nats-server, an old one, and the command line tool are on this machine. */
public final class NatsServerBinary {

    private static final String NAME = "nats-server";

    private NatsServerBinary() {}

    /**
     * Looks at the environment variable NATS_SERVER, then along PATH, then for {@code .tools/nats-server} in this
     * directory and those above it.
     */
    static Path find() {
        return given("NATS_SERVER")
                .or(() -> onPath(NAME))
                .or(() -> inTools(NAME))
                .orElseThrow(() -> new IllegalStateException(
                        "no nats-server found: set NATS_SERVER to it, put it on the PATH or into .tools/"));
    }

    /** A nats-server 2.10 or 2.9, by the environment variable NATS_SERVER_OLD or as {@code .tools/nats-server-old}. */
    public static Optional<Path> findOld() {
        return given("NATS_SERVER_OLD").or(() -> inTools("nats-server-old"));
    }

    /** The command line tool, by the environment variable NATS_CLI, on PATH or as {@code .tools/nats}. */
    public static Optional<Path> findCommandLineTool() {
        return given("NATS_CLI").or(() -> onPath("nats")).or(() -> inTools("nats"));
    }

    private static Optional<Path> given(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> onPath(String name) {
        @Nullable String path = System.getenv("PATH");
        return Stream.ofNullable(path)
                .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> inTools(String name) {
        return Stream.<@Nullable Path>iterate(
                        Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve(".tools").resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
