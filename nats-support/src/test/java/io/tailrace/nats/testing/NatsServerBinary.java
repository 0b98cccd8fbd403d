package io.tailrace.nats.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where nats-server is on this machine. */
final class NatsServerBinary {

    private static final String NAME = "nats-server";

    private NatsServerBinary() {}

    /**
     * Looks at the environment variable NATS_SERVER, then along PATH, then for {@code .tools/nats-server} in this
     * directory and those above it.
     */
    static Path find() {
        String given = System.getenv("NATS_SERVER");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        return onPath().or(NatsServerBinary::inTools)
                .orElseThrow(() -> new IllegalStateException(
                        "no nats-server found: set NATS_SERVER to it, put it on the PATH or into .tools/"));
    }

    private static Optional<Path> onPath() {
        @Nullable String path = System.getenv("PATH");
        return Stream.ofNullable(path)
                .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> inTools() {
        return Stream.<@Nullable Path>iterate(
                        Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve(".tools").resolve(NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
