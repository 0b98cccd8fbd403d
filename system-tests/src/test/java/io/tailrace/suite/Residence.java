package io.tailrace.suite;

import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resident memory of a suite's agent and collector.
 *
 * @param agent bytes
 * @param collector bytes
 */
record Residence(long agent, long collector) {

    static Residence of(Scene scene) throws IOException {
        return new Residence(resident(scene.agent()), resident(scene.collector()));
    }

    private static long resident(ServiceProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** The larger of each. */
    Residence orMore(Residence other) {
        return new Residence(Math.max(agent, other.agent), Math.max(collector, other.collector));
    }

    @Override
    public String toString() {
        return "agent %d MB, collector %d MB".formatted(agent / 1_000_000, collector / 1_000_000);
    }
}
