package io.tailrace.suite.demo;

import io.tailrace.suite.demo.Status.Amount;
import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.process.Metrics;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.writer.LogFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the writers' record and the services' metrics side by side. */
final class Progress {

    private final List<LogFile> files;
    private final Actuator agent;
    private final Actuator collector;
    private final Stage read = new Stage("tailrace_agent_read");
    private final Stage stored = new Stage("tailrace_agent_acked");
    private final Stage archived = new Stage("tailrace_collector_archived");
    private final Throughput throughput = new Throughput();
    private final long start = System.nanoTime();

    Progress(Suite suite, List<LogFile> files) {
        this.files = files;
        this.agent = suite.service(Service.AGENT).actuator();
        this.collector = suite.service(Service.COLLECTOR).actuator();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Asks the end of the data's way first, so that no stage seems to be ahead of the one before it. */
    Status now() {
        collector.metrics().ifPresent(archived::update);
        Optional<Metrics> agentMetrics = agent.metrics();
        agentMetrics.ifPresent(stored::update);
        agentMetrics.ifPresent(read::update);
        long bytesPerSecond =
                throughput.update(System.nanoTime(), archived.amount().bytes());
        return new Status(elapsed(), written(), read.amount(), stored.amount(), archived.amount(), bytesPerSecond);
    }

    private Amount written() {
        return files.stream()
                .flatMap(file -> file.generations().stream())
                .map(generation -> new Amount(generation.lines(), generation.bytes()))
                .reduce(Amount.NONE, Amount::plus);
    }
}
