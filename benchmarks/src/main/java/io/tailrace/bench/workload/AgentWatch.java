package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.machine.ProcessCpu;
import io.tailrace.bench.place.Broker;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;

/** What an agent has done, by its own word and by the operating system's. */
final class AgentWatch {

    private static final String ACKED = "tailrace_agent_acked_bytes_total";

    // A backlog moves megabytes between two looks; an agent that is stuck moves nothing for this long.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ServiceProcess agent;
    private final Broker broker;

    AgentWatch(Workplace place, ServiceProcess agent) {
        this.agent = agent;
        this.broker = place.broker();
    }

    /** How many bytes the stream has acknowledged; 0 while the agent does not answer. */
    long acked() {
        return metric(ACKED);
    }

    long metric(String name) {
        return agent.actuator().metrics().map(metrics -> metrics.sum(name)).orElse(0L);
    }

    /** Bytes that the heap takes from the system. */
    double heapCommitted() {
        return agent.actuator()
                .metrics()
                .map(metrics -> metrics.value("jvm_memory_committed_bytes", "area=\"heap\""))
                .orElse(0.0);
    }

    /** How long the collector has stopped everything so far, in seconds. */
    double pauseSeconds() {
        return agent.actuator()
                .metrics()
                .map(metrics -> metrics.value("jvm_gc_pause_seconds_sum"))
                .orElse(0.0);
    }

    /**
     * Waits until that many bytes are acknowledged. The agent is only asked when the stream has nearly all of them: each answer
     * takes more of its time than a megabyte of logs.
     *
     * @throws IllegalStateException with the agent's last output, when nothing moves any more
     */
    void awaitAcked(long bytes) throws IOException, InterruptedException, JetStreamApiException {
        awaitGrowth(bytes);
        long last = -1;
        long lastChange = System.nanoTime();
        for (long acked = acked(); acked < bytes; acked = acked()) {
            if (acked != last) {
                last = acked;
                lastChange = System.nanoTime();
            } else if (System.nanoTime() - lastChange > PATIENCE.toNanos() || !agent.isRunning()) {
                throw new IllegalStateException(
                        "the agent has had %d of %d bytes acknowledged, and goes on no more:%n%s"
                                .formatted(acked, bytes, agent.lastOutput()));
            }
            Poll.pause(INTERVAL);
        }
    }

    private void awaitGrowth(long bytes) throws IOException, InterruptedException, JetStreamApiException {
        long last = -1;
        long lastChange = System.nanoTime();
        while (!broker.mayHold(bytes) && System.nanoTime() - lastChange < PATIENCE.toNanos() && agent.isRunning()) {
            long size = broker.stream().getByteCount();
            if (size != last) {
                last = size;
                lastChange = System.nanoTime();
            }
            Poll.pause(INTERVAL);
        }
    }

    /** The processor time that it has taken so far, in seconds. */
    double cpuSeconds() throws IOException {
        return cpuSeconds(agent.pid());
    }

    static double cpuSeconds(long pid) throws IOException {
        return ProcessCpu.of(pid).toMillis() / 1e3;
    }
}
