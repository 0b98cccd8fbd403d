package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.util.List;

/** Something that is run, checked and measured. */
public interface Workload {

    /** What it is called, in {@code --only} and in front of its metrics. */
    String name();

    /** What it does, in a few words. */
    String title();

    /** Whether it is run once, however many repetitions there are: what takes minutes by its nature. */
    default boolean isLong() {
        return false;
    }

    /** Names of others that its figures are to be compared with, and that are run whenever it is. */
    default List<String> limits() {
        return List.of();
    }

    /**
     * Runs it once.
     *
     * @param place nothing has been done there
     * @throws io.tailrace.bench.check.NotIdenticalException when what arrived is not what was written
     */
    List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException;
}
