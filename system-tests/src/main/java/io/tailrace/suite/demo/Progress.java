package io.tailrace.suite.demo;

import io.tailrace.suite.demo.FlowStatus.Amount;
import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.screen.Throughput;
import io.tailrace.suite.writer.LogFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Puts side by side what the writers have recorded, what the agent counts, and what is on the archive's disk. A counter
 * of a killed agent has lost its last moments, so what has arrived further down the way counts for it as well.
 */
final class Progress {

    private final List<LogFile> files;
    private final Archive archive;
    private final Actuator agent;
    private final Stage read = new Stage("tailrace_agent_read");
    private final Stage stored = new Stage("tailrace_agent_acked");
    private final Throughput throughput = new Throughput();
    private final long start = System.nanoTime();

    Progress(List<LogFile> files, Archive archive, Actuator agent) {
        this.files = files;
        this.archive = archive;
        this.agent = agent;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Asks the end of the data's way first, so that no stage seems to be ahead of the one before it. */
    FlowStatus now() {
        Amount archivedNow = archived();
        agent.metrics().ifPresent(metrics -> {
            stored.update(metrics);
            read.update(metrics);
        });
        Amount storedNow = stored.amount().atLeast(archivedNow);
        Amount readNow = read.amount().atLeast(storedNow);
        long bytesPerSecond = throughput.update(System.nanoTime(), archivedNow.bytes());
        return new FlowStatus(elapsed(), written(), readNow, storedNow, archivedNow, bytesPerSecond);
    }

    private Amount written() {
        return files.stream()
                .flatMap(file -> file.generations().stream())
                .map(generation -> new Amount(generation.lines(), generation.bytes()))
                .reduce(Amount.NONE, Amount::plus);
    }

    private Amount archived() {
        Amount total = Amount.NONE;
        for (LogFile file : files) {
            int generation = 0;
            for (Path archived : archive.files(file.path())) {
                generation++;
                long bytes = archived.toFile().length();
                total = total.plus(new Amount(file.linesWithin(generation, bytes), bytes));
            }
        }
        return total;
    }
}
