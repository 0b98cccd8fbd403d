package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.ResidentMemory;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many files of one line each, to which nothing is written any more: how soon they are found, and what they cost from then on. */
final class IdleFiles implements Workload {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String name;
    private final int files;
    private final Metric found;
    private final Metric foundAfterReady;
    private final Metric cpu;
    private final Metric memory;
    private final Metric anonymous;

    IdleFiles(String name, int files) {
        this.name = name;
        this.files = files;
        this.found = new Metric(name, "start to all found", Unit.SECONDS);
        this.foundAfterReady = new Metric(name, "ready to all found", Unit.SECONDS);
        this.cpu = new Metric(name, "agent cpu", Unit.PERCENT_OF_A_CORE);
        this.memory = new Metric(name, "resident", Unit.MEBIBYTES);
        this.anonymous = new Metric(name, "resident, anonymous", Unit.MEBIBYTES);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "%,d idle %s".formatted(files, files == 1 ? "file" : "files");
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        List<Path> all = new ArrayList<>();
        NumberedLines lines = new NumberedLines();
        for (int file = 0; file < files; file++) {
            all.add(Files.write(place.logs().resolve("idle-" + file + ".log"), lines.lines(file, 1)));
        }
        long start = System.nanoTime();
        ServiceProcess agent = place.agent();
        place.awaitReady(agent);
        long ready = System.nanoTime();
        AgentWatch watch = new AgentWatch(place, agent);
        if (!Poll.until(TIMEOUT, () -> watch.metric("tailrace_agent_sources") >= files)) {
            throw new IllegalStateException("the agent has not found all files:\n" + agent.lastOutput());
        }
        long end = System.nanoTime();
        watch.awaitAcked((long) files * NumberedLines.LENGTH);
        Poll.pause(place.scale().settle());
        double cpuBefore = watch.cpuSeconds();
        long idle = System.nanoTime();
        Poll.pause(place.scale().steady());
        double used = watch.cpuSeconds() - cpuBefore;
        double seconds = (System.nanoTime() - idle) / 1e9;
        ResidentMemory resident = ResidentMemory.of(agent.pid());
        StreamCheck.require(place.broker().connection(), all);
        return List.of(
                found.of((end - start) / 1e9),
                foundAfterReady.of((end - ready) / 1e9),
                cpu.of(used / seconds * 100),
                memory.of(resident.mebibytes()),
                anonymous.of(resident.anonymousMebibytes()));
    }
}
