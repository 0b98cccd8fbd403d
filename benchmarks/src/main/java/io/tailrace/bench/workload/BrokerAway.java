package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.input.SteadyWriter;
import io.tailrace.bench.machine.ResidentMemory;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A file grows while the broker is away; when it is back, the agent catches up with a writer that goes on. */
final class BrokerAway implements Workload {

    private static final String NAME = "away";
    private static final int RATE = 20_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    // What a writer of that rate has written since a scrape was asked for, and what is on its way.
    private static final long NEARLY_ALL = (long) RATE * NumberedLines.LENGTH / 2;

    private static final Metric CAUGHT_UP = new Metric(NAME, "back to caught up", Unit.SECONDS);
    private static final Metric RATE_MEANWHILE = new Metric(NAME, "rate of catching up", Unit.LINES_PER_SECOND);
    private static final Metric BEFORE = new Metric(NAME, "agent resident before", Unit.MEBIBYTES);
    private static final Metric GROWN_AWAY = new Metric(NAME, "agent grown while away", Unit.MEBIBYTES);
    private static final Metric GROWN_AFTER = new Metric(NAME, "agent grown when caught up", Unit.MEBIBYTES);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "broker away";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        ServiceProcess agent = place.agent();
        place.awaitReady(agent);
        AgentWatch watch = new AgentWatch(place, agent);
        SteadyWriter writer = new SteadyWriter(place.logs().resolve("away.log"), RATE);
        double before;
        double away;
        double seconds;
        long behind;
        try (writer) {
            writer.start();
            Poll.pause(place.scale().settle());
            before = ResidentMemory.of(agent.pid()).mebibytes();
            place.broker().goAway();
            Poll.pause(place.scale().away());
            away = ResidentMemory.of(agent.pid()).mebibytes();
            long acked = watch.acked();
            long start = System.nanoTime();
            place.broker().comeBack();
            if (!Poll.until(TIMEOUT, () -> writer.bytes() - watch.acked() < NEARLY_ALL)) {
                throw new IllegalStateException("the agent does not catch up:\n" + agent.lastOutput());
            }
            seconds = (System.nanoTime() - start) / 1e9;
            behind = watch.acked() - acked;
        }
        watch.awaitAcked(writer.bytes());
        double after = ResidentMemory.of(agent.pid()).mebibytes();
        StreamCheck.require(place.broker().connection(), List.of(writer.file()));
        return List.of(
                CAUGHT_UP.of(seconds),
                RATE_MEANWHILE.of(behind / (double) NumberedLines.LENGTH / seconds),
                BEFORE.of(before),
                GROWN_AWAY.of(away - before),
                GROWN_AFTER.of(after - before));
    }
}
