package io.tailrace.bench.bin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs that are used where they are there. */
final class Tools {

    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final int AHEAD_OF_TIME = 25;
    private static final Pattern VERSION = Pattern.compile("(?s).*JAVA_VERSION=\"(\\d+).*");

    private Tools() {}

    /** natscli's program along the PATH. */
    static @Nullable Path nats() {
        String path = System.getenv("PATH");
        return Stream.ofNullable(path)
                .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .map(directory -> Path.of(directory, "nats"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** The newest virtual machine that has ahead-of-time caches, where this system keeps them. */
    static @Nullable String java25() {
        if (!Files.isDirectory(JVMS)) {
            return null;
        }
        try (Stream<Path> homes = Files.list(JVMS)) {
            return homes.filter(home -> version(home) >= AHEAD_OF_TIME)
                    .max(Comparator.comparing(Tools::version))
                    .map(home -> home.resolve("bin").resolve("java").toString())
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static int version(Path home) {
        try {
            return Integer.parseInt(
                    VERSION.matcher(Files.readString(home.resolve("release"))).replaceFirst("$1"));
        } catch (IOException | NumberFormatException e) {
            return 0; // Not a virtual machine, or one that does not say what it is.
        }
    }
}
