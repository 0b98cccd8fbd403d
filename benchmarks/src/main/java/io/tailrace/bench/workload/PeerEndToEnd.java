package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.LineCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.peer.Peer;
import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A pair of peers: one ships a file, the other writes the stream to a file. From the first message that was stored. */
final class PeerEndToEnd implements Workload {

    private static final Duration FIRST_LINE = Duration.ofSeconds(60);
    private static final Duration LAST_LINE = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final Peer peer;
    private final long lines;
    private final Metric rate;
    private final Metric lost;
    private final Metric duplicated;

    PeerEndToEnd(Peer peer, long lines) {
        this.peer = peer;
        this.lines = lines;
        this.rate = new Metric(name(), "rate", Unit.LINES_PER_SECOND);
        this.lost = new Metric(name(), "lost lines", Unit.COUNT);
        this.duplicated = new Metric(name(), "duplicated lines", Unit.COUNT);
    }

    @Override
    public String name() {
        return peer.kind().label() + "-end-to-end";
    }

    @Override
    public String title() {
        return "peer: file -> file";
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        place.appear(place.bench().lines(lines), "backlog.log");
        try (Child collector = peer.collect(place);
                Child shipper = peer.shipPacked(place)) {
            long end = awaitOutput(Peer.output(place), collector, shipper);
            double seconds = (end - place.broker().firstStored()) / 1e9;
            LineCheck check = new LineCheck(lines);
            check.add(Files.readAllBytes(Peer.output(place)));
            return List.of(
                    rate.of((lines - check.lost()) / seconds), lost.of((double) check.lost()), duplicated.of((double)
                            check.duplicated()));
        }
    }

    /** When the output grew last, by the wall clock. */
    private static long awaitOutput(Path output, Child collector, Child shipper)
            throws IOException, InterruptedException {
        long size = 0;
        long changed = WallClock.nanos();
        // How long a line is that a peer has written is its own affair.
        while (WallClock.nanos() - changed < (size == 0 ? FIRST_LINE : LAST_LINE).toNanos()) {
            long now = Files.exists(output) ? Files.size(output) : 0;
            if (now != size) {
                size = now;
                changed = WallClock.nanos();
            }
            Poll.pause(INTERVAL);
        }
        if (size == 0) {
            throw new IllegalStateException(
                    "the peers write nothing:\n" + collector.output() + "\n" + shipper.output());
        }
        return changed;
    }
}
