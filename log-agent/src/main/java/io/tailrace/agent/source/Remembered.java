package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.Flight;
import java.util.Collection;
import java.util.List;

/**
 * What was known before.
 *
 * @param checkpoint the last one
 * @param flights what was on its way
 */
public record Remembered(Checkpoint checkpoint, Collection<Flight> flights) {

    public Remembered {
        flights = List.copyOf(flights);
    }
}
