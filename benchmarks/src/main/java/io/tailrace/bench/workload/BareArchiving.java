package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ArchiveCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.limit.BareConsumer;
import io.tailrace.bench.place.AckWatch;
import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The limit of a collector: the same bytes, taken, written and made durable as often, and nothing else. */
final class BareArchiving implements Workload {

    static final String NAME = "bare-consumer";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Archiving archiving = new Archiving(NAME);
    private final long lines;

    BareArchiving(long lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "limit: bare consumer";
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        Path file = place.bench().lines(lines);
        FullStream.of(place, file);
        long last = place.broker().stream().getLastSequence();
        Path archived = place.root().resolve("archived.log");
        try (AckWatch acks = new AckWatch(place.broker().connection());
                Child consumer = place.java(
                        BareConsumer.class,
                        place.broker().url(),
                        "bare",
                        Workplace.subject().toString(),
                        archived.toString(),
                        Long.toString(last))) {
            consumer.await(TIMEOUT);
            acks.await("bare", last, Duration.ofSeconds(5));
            ArchiveCheck.requireIdentical(file, archived);
            return archiving.figures(acks.of("bare"), last, lines);
        }
    }
}
