package io.tailrace.bench.place;

import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.process.FreePort;
import io.tailrace.suite.process.Home;
import io.tailrace.suite.process.Launch;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The empty service, {@link io.tailrace.bench.empty.EmptyService}, as a process. */
public final class EmptyBoot implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final Child process;
    private final Actuator actuator;

    EmptyBoot(Workplace place, Launch launch) throws IOException {
        int port = FreePort.find();
        List<String> command = new ArrayList<>(launch.command("-Djava.io.tmpdir=" + place.root()));
        command.addAll(List.of("--server.port=" + port, "--management.endpoint.health.probes.enabled=true"));
        this.process = place.program("empty", command);
        this.actuator = new Actuator(port);
    }

    /** The executable jar, as the build leaves it. */
    public static Path jar() {
        return Home.directory().resolve("benchmarks/target/benchmarks-empty.jar");
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() throws InterruptedException {
        if (!Poll.until(TIMEOUT, () -> !process.isRunning() || actuator.isReady()) || !process.isRunning()) {
            throw new IllegalStateException("the empty service was not ready in time:\n" + process.output());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
