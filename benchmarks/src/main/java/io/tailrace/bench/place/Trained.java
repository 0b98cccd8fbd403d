package io.tailrace.bench.place;

import io.tailrace.suite.process.Launch;
import io.tailrace.suite.process.SuiteDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Executable jars made ready for a quick start, as Spring Boot and the JDK propose it: taken apart, and run once up to the
 * end of the context's refresh so that the virtual machine can keep the classes that it has loaded.
 */
public final class Trained {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private Trained() {}

    /** What the virtual machine keeps. */
    public enum Cache {
        /** A dynamic archive of class data: JDK 13 and newer. */
        CLASS_DATA("-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
        /** An ahead-of-time cache: JDK 25 and newer. */
        AHEAD_OF_TIME("-XX:AOTCacheOutput=", "-XX:AOTCache=");

        private final String output;
        private final String input;

        Cache(String output, String input) {
            this.output = output;
            this.input = input;
        }
    }

    /**
     * Makes a launch ready.
     *
     * @param launch an executable jar
     * @param directory for the results; not there yet
     * @param arguments that the program can start with
     * @return the launch of the same program, taken apart and with its cache
     */
    public static Launch of(Launch launch, Cache cache, Path directory, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        run(
                directory,
                List.of(
                        launch.java(),
                        "-Djarmode=tools",
                        "-jar",
                        launch.jar().toString(),
                        "extract",
                        "--destination",
                        directory.resolve("app").toString()));
        Path file = directory.resolve("classes.cache");
        Launch apart = new Launch(
                List.of(),
                launch.java(),
                launch.options(),
                directory.resolve("app").resolve(launch.jar().getFileName()));
        Path scratch = Files.createTempDirectory(directory, "training-");
        List<String> training =
                new ArrayList<>(apart.with(List.of(cache.output + file, "-Dspring.context.exit=onRefresh"))
                        .command("-Djava.io.tmpdir=" + scratch));
        training.addAll(arguments);
        run(directory, training);
        SuiteDirectory.delete(scratch);
        return apart.with(List.of(cache.input + file));
    }

    private static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        try (Child child = new Child("training", directory, directory.resolve("output.log"), command, Map.of())) {
            child.await(TIMEOUT);
        }
    }
}
