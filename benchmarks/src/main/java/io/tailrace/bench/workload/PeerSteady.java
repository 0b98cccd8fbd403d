package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ForeignStream;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Percentiles;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.input.SteadyWriter;
import io.tailrace.bench.machine.ResidentMemory;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.peer.Peer;
import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.util.List;

/** A peer follows one file that grows at a steady rate. */
final class PeerSteady implements Workload {

    private final Peer peer;
    private final int rate;
    private final Metric cpu;
    private final Metric storedMedian;
    private final Metric stored99;
    private final Metric memory;
    private final Metric lost;

    /** @param rate lines a second */
    PeerSteady(Peer peer, int rate) {
        this.peer = peer;
        this.rate = rate;
        this.cpu = new Metric(name(), "shipper cpu", Unit.PERCENT_OF_A_CORE);
        this.storedMedian = new Metric(name(), "append to stored p50", Unit.MILLISECONDS);
        this.stored99 = new Metric(name(), "append to stored p99", Unit.MILLISECONDS);
        this.memory = new Metric(name(), "resident", Unit.MEBIBYTES);
        this.lost = new Metric(name(), "lost lines", Unit.COUNT);
    }

    @Override
    public String name() {
        return peer.kind().label() + "-steady-" + rate;
    }

    @Override
    public String title() {
        return "peer: %,d lines/s".formatted(rate);
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        SteadyWriter writer = new SteadyWriter(place.logs().resolve("steady.log"), rate);
        try (Child shipper = peer.shipPacked(place)) {
            long from;
            double used;
            double seconds;
            try (writer) {
                writer.start();
                Poll.pause(place.scale().settle());
                from = WallClock.nanos();
                used = -AgentWatch.cpuSeconds(shipper.pid());
                Poll.pause(place.scale().steady());
                used += AgentWatch.cpuSeconds(shipper.pid());
                seconds = (WallClock.nanos() - from) / 1e9;
            }
            Quiet.await(place.broker(), shipper);
            ResidentMemory resident = ResidentMemory.of(shipper.pid());
            ForeignStream stream =
                    ForeignStream.read(place.broker().connection(), writer.bytes() / NumberedLines.LENGTH);
            Percentiles stored = stream.stored(writer.appendsSince(from));
            return List.of(
                    cpu.of(used / seconds * 100),
                    storedMedian.of(stored.millis(50)),
                    stored99.of(stored.millis(99)),
                    memory.of(resident.mebibytes()),
                    lost.of((double) stream.lines().lost()));
        }
    }
}
