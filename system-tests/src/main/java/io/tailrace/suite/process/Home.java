package io.tailrace.suite.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that the project was checked out to. */
public final class Home {

    private static final String PROPERTY = "tailrace.home";

    private Home() {}

    /**
     * The system property {@code tailrace.home}, which the scripts set, else the nearest directory from here upwards
     * that holds the scripts.
     *
     * @throws IllegalStateException when there is none
     */
    public static Path directory() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Path.of(given);
        }
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.isExecutable(here.resolve("bin/demo"))) {
                return here;
            }
        }
        throw new IllegalStateException("not within the project: set -D" + PROPERTY);
    }
}
