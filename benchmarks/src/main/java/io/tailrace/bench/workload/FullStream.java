package io.tailrace.bench.workload;

import io.tailrace.bench.limit.PlainPublisher;
import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Fills the stream with the lines of a file, as an agent would have. */
final class FullStream {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    // The agent's tailrace.agent.max-message-size.
    static final int MESSAGE_BYTES = 128 * 1024;

    private FullStream() {}

    static void of(Workplace place, Path file) throws IOException, InterruptedException {
        publish(place, file, 0);
    }

    /**
     * Publishes the lines of a file.
     *
     * @param maxLines lines a message, 0 for as many as fit
     * @return what the publisher printed
     */
    static String publish(Workplace place, Path file, int maxLines) throws IOException, InterruptedException {
        try (Child publisher = place.java(
                PlainPublisher.class,
                place.broker().url(),
                file.toString(),
                Integer.toString(MESSAGE_BYTES),
                Integer.toString(maxLines))) {
            return publisher.await(TIMEOUT);
        }
    }
}
