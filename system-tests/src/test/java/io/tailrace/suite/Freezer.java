package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops processes in the middle of what they do, for a look at what is in flight. A process that is killed while it is
 * stopped has been killed at the moment that it was stopped.
 */
final class Freezer {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Freezer() {}

    /** What happens while a process is stopped. */
    interface Meanwhile {
        void run() throws IOException;
    }

    /**
     * Stops a process, lets something happen that it would have to answer, and leaves it stopped once enough is in flight.
     *
     * @param pid the process
     * @param meanwhile what puts bytes in flight
     * @param enough how many there are to be
     * @param inFlight how many there are
     * @return how many there were
     */
    static long freeze(long pid, Meanwhile meanwhile, long enough, LongSupplier inFlight)
            throws IOException, InterruptedException {
        assertThat(Signal.STOP.send(pid)).isTrue();
        meanwhile.run();
        assertThat(Poll.until(TIMEOUT, () -> inFlight.getAsLong() >= enough))
                .as("%d bytes in flight at process %d; there were %d", enough, pid, inFlight.getAsLong())
                .isTrue();
        return inFlight.getAsLong();
    }

    static void thaw(long pid) throws IOException, InterruptedException {
        assertThat(Signal.CONT.send(pid)).isTrue();
    }
}
