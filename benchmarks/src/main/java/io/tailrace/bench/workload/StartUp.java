package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.Latencies;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.Append;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Launch;
import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** From starting an agent's process to the first line of a waiting file being stored. */
final class StartUp implements Workload {

    private final Form form;
    private final Metric first;

    StartUp(Form form) {
        this.form = form;
        this.first = new Metric(name(), "to first line", Unit.SECONDS);
    }

    @Override
    public String name() {
        return "start-" + form.name();
    }

    @Override
    public String title() {
        return "start of an agent, " + form.title();
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        Launch launch = form.of(place.bench(), "agent", place.bench().machines().launch(Service.AGENT));
        byte[] line = new NumberedLines().lines(0, 1);
        Files.write(place.logs().resolve("waiting.log"), line);
        Append waiting = new Append(line.length, WallClock.nanos());
        new AgentWatch(place, place.agent(launch)).awaitAcked(line.length);
        Latencies latencies = Latencies.read(place.broker().connection());
        return List.of(first.of(latencies.stored(List.of(waiting)).millis(100) / 1e3));
    }
}
