package io.tailrace.agent.checkpoint;

import io.tailrace.agent.checkpoint.StateStorage.StateFile;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Remembers how the bytes on their way were cut into messages, through a {@code kill -9}: a memory-mapped file of one slot a
 * message, written before the message is sent and never synced, at the cost of a few stores. What a power failure leaves
 * of it are flights of former times; each was sent as it says, so none does harm.
 *
 * <p>Only the shipping thread touches it.
 */
public final class FlightRecorder {

    private static final String FILE = "flights";
    private static final int SLOT = 64;

    // Of a slot: the id's two halves, the span's two ends, attempt, CRC of the payload, CRC of all of these.
    private static final int CONTENT = 40;

    private final ByteBuffer slots;
    private final Deque<Integer> free = new ArrayDeque<>();

    private FlightRecorder(ByteBuffer slots) {
        this.slots = slots.order(ByteOrder.LITTLE_ENDIAN);
        for (int slot = 0; slot < slots.capacity() / SLOT; slot++) {
            free.add(slot);
        }
    }

    /** One that remembers nothing. */
    public static FlightRecorder none() {
        return new FlightRecorder(ByteBuffer.allocate(0));
    }

    /**
     * The flights that a former agent left.
     *
     * @param directory the agent's state directory
     */
    static List<Flight> left(StateStorage storage, Path directory) throws IOException {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(storage.read(directory.resolve(FILE))).order(ByteOrder.LITTLE_ENDIAN);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<Flight> flights = new ArrayList<>();
        for (int at = 0; at + SLOT <= bytes.limit(); at += SLOT) {
            if (bytes.getInt(at + CONTENT) == check(bytes, at) && bytes.getLong(at) != 0) {
                flights.add(flight(bytes, at));
            }
        }
        return flights;
    }

    /**
     * Begins to remember, in a file that takes the place of the former one as a whole: a process that dies here, or a disk
     * that refuses, leaves that one as it was.
     *
     * @param messages how many may be on their way; what is beyond is not remembered
     * @param left flights that stay remembered as long as there is room: those that are not accounted for yet
     */
    static FlightRecorder open(StateStorage storage, Path directory, int messages, List<Flight> left)
            throws IOException {
        long size = (long) SLOT * (messages + left.size());
        Path next = directory.resolve(FILE + ".new");
        try (StateFile file = storage.open(next)) {
            file.truncate(0);
            // Written, not only mapped: a disk that is full refuses now, and not a store into memory later.
            ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
            for (int slot = 0; slot < left.size(); slot++) {
                put(bytes, slot * SLOT, left.get(slot));
            }
            file.write(bytes);
            FlightRecorder recorder = new FlightRecorder(file.map(size));
            storage.rename(next, directory.resolve(FILE));
            for (int slot = 0; slot < left.size(); slot++) {
                recorder.free.addLast(recorder.free.remove());
            }
            return recorder;
        }
    }

    /**
     * Remembers a message that is about to be sent.
     *
     * @return its slot, or -1 when there is none left
     */
    public int record(Flight flight) {
        Integer slot = free.poll();
        if (slot == null) {
            return -1;
        }
        put(slots, slot * SLOT, flight);
        return slot;
    }

    /** The message of a slot is settled. The slot is the next to be used, so few are left over that say what is past. */
    public void release(int slot) {
        if (slot >= 0) {
            free.addFirst(slot);
        }
    }

    private static void put(ByteBuffer bytes, int at, Flight flight) {
        UUID id = flight.source().value();
        bytes.putLong(at, id.getMostSignificantBits());
        bytes.putLong(at + 8, id.getLeastSignificantBits());
        bytes.putLong(at + 16, flight.span().start());
        bytes.putLong(at + 24, flight.span().end());
        bytes.putInt(at + 32, flight.attempt());
        bytes.putInt(at + 36, flight.crc());
        bytes.putInt(at + CONTENT, check(bytes, at));
    }

    private static int check(ByteBuffer bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(at + CONTENT).position(at));
        return (int) crc.getValue();
    }

    private static Flight flight(ByteBuffer bytes, int at) {
        return new Flight(
                new SourceId(new UUID(bytes.getLong(at), bytes.getLong(at + 8))),
                new Span(bytes.getLong(at + 16), bytes.getLong(at + 24)),
                bytes.getInt(at + 32),
                bytes.getInt(at + 36));
    }
}
