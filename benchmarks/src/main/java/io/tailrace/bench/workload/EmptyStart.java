package io.tailrace.bench.workload;

import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.machine.ResidentMemory;
import io.tailrace.bench.place.EmptyBoot;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Launch;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.util.List;

/** The limit of an agent's start and memory: Spring Boot with nothing of ours, by the same options. */
final class EmptyStart implements Workload {

    private final Form form;
    private final Metric ready;
    private final Metric memory;
    private final Metric anonymous;
    private final Metric files;

    EmptyStart(Form form) {
        this.form = form;
        this.ready = new Metric(name(), "to ready", Unit.SECONDS);
        this.memory = new Metric(name(), "resident", Unit.MEBIBYTES);
        this.anonymous = new Metric(name(), "resident, anonymous", Unit.MEBIBYTES);
        this.files = new Metric(name(), "resident, of files", Unit.MEBIBYTES);
    }

    @Override
    public String name() {
        return "empty-" + form.name();
    }

    @Override
    public String title() {
        return "limit: empty Boot service, " + form.title();
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException {
        Launch launch = form.of(place.bench(), "empty", place.bench().machines().likeAgent(EmptyBoot.jar()));
        long start = System.nanoTime();
        try (EmptyBoot service = place.empty(launch)) {
            service.awaitReady();
            double seconds = (System.nanoTime() - start) / 1e9;
            Poll.pause(place.scale().settle());
            ResidentMemory resident = ResidentMemory.of(service.pid());
            return List.of(
                    ready.of(seconds),
                    memory.of(resident.mebibytes()),
                    anonymous.of(resident.anonymousMebibytes()),
                    files.of(resident.fileBackedMebibytes()));
        }
    }
}
