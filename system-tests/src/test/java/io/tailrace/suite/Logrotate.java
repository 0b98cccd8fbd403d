package io.tailrace.suite;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's logrotate for one file, keeping every rotated one. */
final class Logrotate {

    private final Path program;
    private final Path configuration;

    private Logrotate(Path program, Path configuration) {
        this.program = program;
        this.configuration = configuration;
    }

    /**
     * Writes its configuration. The test is skipped where logrotate is not installed.
     *
     * @param log the file
     * @param method {@code create} or {@code copytruncate}
     * @param directory for its configuration and state
     */
    static Logrotate of(Path log, String method, Path directory) throws IOException {
        Optional<Path> program = Stream.of("/usr/sbin/logrotate", "/usr/bin/logrotate")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(program).as("logrotate is not installed").isPresent();
        Path configuration = directory.resolve("logrotate.conf");
        Files.writeString(configuration, "\"%s\" { rotate 100\n size 1\n %s\n }\n".formatted(log, method));
        // It refuses a configuration that others may write.
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
        return new Logrotate(program.orElseThrow(), configuration);
    }

    void run() throws IOException, InterruptedException {
        Programs.run(
                configuration.getParent(),
                program.toString(),
                "--force",
                "--state",
                configuration.resolveSibling("state").toString(),
                configuration.toString());
    }
}
