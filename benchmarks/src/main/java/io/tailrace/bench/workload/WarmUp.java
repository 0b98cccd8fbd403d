package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that an agent ships before what is measured, so that its code is compiled by then. Its limits warm up as well. */
final class WarmUp {

    private static final int PART = 10;
    private static final long FIRST = 100_000_000_000L;

    private WarmUp() {}

    /**
     * Has the agent ship a part of what is to come.
     *
     * @param lines to come
     * @return the file
     */
    static Path of(Workplace place, AgentWatch agent, long lines)
            throws IOException, InterruptedException, JetStreamApiException {
        Path file = place.appear(place.bench().lines(FIRST, lines / PART), "warm-up.log");
        agent.awaitAcked(Files.size(file));
        return file;
    }
}
