package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ForeignStream;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.peer.Peer;
import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.util.List;

/** A peer ships a file to the stream. Measured from the first message that was stored to the last, so that its start does not count. */
final class PeerToStream implements Workload {

    private final Peer peer;
    private final boolean packed;
    private final long lines;
    private final Metric rate;
    private final Metric cpu;
    private final Metric lost;
    private final Metric duplicated;

    /** @param packed as many lines a message as it can, else one */
    PeerToStream(Peer peer, boolean packed, long lines) {
        this.peer = peer;
        this.packed = packed;
        this.lines = lines;
        this.rate = new Metric(name(), "rate", Unit.LINES_PER_SECOND);
        this.cpu = new Metric(name(), "shipper cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);
        this.lost = new Metric(name(), "lost lines", Unit.COUNT);
        this.duplicated = new Metric(name(), "duplicated lines", Unit.COUNT);
    }

    @Override
    public String name() {
        return peer.kind().label() + (packed ? "-backlog" : "-one-line");
    }

    @Override
    public String title() {
        return "peer: file -> stream" + (packed ? "" : ", one line a message");
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        place.appear(place.bench().lines(lines), "backlog.log");
        try (Child shipper = packed ? peer.shipPacked(place) : peer.ship(place)) {
            Quiet.await(place.broker(), shipper);
            double cpuSeconds = shipper.isRunning() ? AgentWatch.cpuSeconds(shipper.pid()) : Double.NaN;
            double seconds = (place.broker().lastStored() - place.broker().firstStored()) / 1e9;
            ForeignStream stream = ForeignStream.read(place.broker().connection(), lines);
            return List.of(
                    rate.of((lines - stream.lines().lost() - stream.inFirstMessage()) / seconds),
                    cpu.of(cpuSeconds / lines * 1e6),
                    lost.of((double) stream.lines().lost()),
                    duplicated.of((double) stream.lines().duplicated()));
        }
    }
}
