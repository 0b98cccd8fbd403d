package io.tailrace.agent.publish;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.LogMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What the stream was found to hold of one source. */
public final class Found {

    /** Nothing. */
    static final Found NOTHING = new Found();

    // What is kept to be compared with a file. Beyond that a stream is read back whole, and its spans have to do.
    private static final int MOST_FLIGHTS = 10_000;

    private final Intervals spans = new Intervals();
    private final Set<Ending> seals = new HashSet<>();
    private final List<Flight> flights = new ArrayList<>();
    private long firstSequence;
    private long lastSequence;

    void add(LogMessage message, long sequence) {
        if (firstSequence == 0) {
            firstSequence = sequence;
        }
        lastSequence = sequence;
        if (message instanceof LogMessage.Content content) {
            spans.add(content.span());
            OptionalInt crc = content.crc();
            if (crc.isPresent() && flights.size() < MOST_FLIGHTS) {
                flights.add(new Flight(content.origin().source(), content.span(), 0, crc.getAsInt()));
            }
        } else if (message instanceof LogMessage.Seal seal) {
            seals.add(new Ending(seal.reason(), seal.length()));
        }
    }

    /** Whether a message of the source is among it. */
    boolean has(LogMessage message) {
        if (message instanceof LogMessage.Content content) {
            return spans.contains(content.span());
        }
        return message instanceof LogMessage.Seal seal && seals.contains(new Ending(seal.reason(), seal.length()));
    }

    /** Its bytes that are there. */
    public Intervals spans() {
        return spans;
    }

    /** Its seals that are there. */
    public Set<Ending> seals() {
        return seals;
    }

    /** The messages that its bytes came in, with their checksums, as far as these are known. */
    public List<Flight> flights() {
        return flights;
    }

    /** Sequence of the first message of it, 0 when there is none. */
    public long firstSequence() {
        return firstSequence;
    }

    /** Sequence of the last message of it, 0 when there is none. */
    public long lastSequence() {
        return lastSequence;
    }
}
