package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedSources;
import java.util.Collection;
import java.util.List;

/**
 * What was known before.
 *
 * @param checkpoint the last one
 * @param flights what was on its way
 * @param sealed the sources that were sealed and forgotten; more are added
 */
public record Remembered(Checkpoint checkpoint, Collection<Flight> flights, SealedSources sealed) {

    public Remembered {
        flights = List.copyOf(flights);
    }
}
