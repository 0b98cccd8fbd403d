package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.framing.Chunk;
import io.tailrace.agent.framing.Frame;
import io.tailrace.agent.framing.FrameLimits;
import io.tailrace.agent.framing.Patience;
import io.tailrace.agent.framing.SourceReader;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Presence;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Stretch;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LogMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What one source does when it has its turn: read and send, or end and be sealed. Only the shipping thread uses it. */
final class Turns {

    enum Result {
        /** There is more to do at once. */
        MORE,
        /** There is more to send than there is room for. */
        NO_ROOM,
        /** There is something to send, and the checkpoint does not know the source. */
        NOT_DURABLE,
        /** Nothing more to do until something happens. */
        DONE,
        /** The source is settled. */
        FORGET
    }

    private final ShipperSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Outbox outbox;
    private final Generations generations;
    private final SealedSources sealed;
    private final ShippingEvents events;
    private final Consumer<Source> wake;
    private final boolean moving;
    private final SourceReader reader;
    private final Alarms alarms = new Alarms();
    private final HeldLines heldLines = new HeldLines();
    private final Set<Source> awaitingAcks = new HashSet<>();

    /**
     * @param nanoTime {@link System#nanoTime()}
     * @param wake asks for another turn of a source
     * @param moving whether nothing new is to be read, and each source to be sealed as it is
     */
    Turns(
            ShipperSettings settings,
            Clock clock,
            LongSupplier nanoTime,
            Outbox outbox,
            Generations generations,
            SealedSources sealed,
            ShippingEvents events,
            Consumer<Source> wake,
            boolean moving) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.outbox = outbox;
        this.generations = generations;
        this.sealed = sealed;
        this.events = events;
        this.wake = wake;
        this.moving = moving;
        this.reader = new SourceReader(SourceReader.turn(settings.maxMessageSize()));
    }

    Alarms alarms() {
        return alarms;
    }

    /**
     * @param othersWait whether other sources have something to send
     * @param now {@link System#nanoTime()}
     */
    Result take(Source source, boolean othersWait, long now) {
        try {
            if (source.isSearched()) {
                return Result.DONE; // It is woken when it is known whether anything has its bytes.
            }
            Ending ending = source.ending();
            if (moving && source.next() >= source.ackedEnd() && source.isToBeRead() && !source.isLeaving()) {
                return leave(source);
            }
            return ending == null || (source.isToBeRead() && !source.isLeaving())
                    ? read(source, othersWait, now)
                    : settle(source, ending, othersWait, now);
        } catch (IOException e) {
            events.unreadable(source, e);
            return Result.DONE;
        }
    }

    /** A message is acknowledged, or was found in the stream. */
    void acked(Outgoing message) {
        Source source = message.source();
        if (message.message() instanceof LogMessage.Content content) {
            source.acked(content.span(), message.sequence());
            source.takeTime(nanoTime.getAsLong());
            if (source.inFlightMessages() == 0 && awaitingAcks.remove(source)) {
                wake.accept(source);
            }
        } else {
            source.sealAcked();
            events.sealed(source);
            wake.accept(source);
        }
    }

    /** It is sealed as moved where the stream has anything of it, and goes on as another source. */
    private Result leave(Source source) {
        if (source.inFlightMessages() > 0) {
            awaitingAcks.add(source);
            return Result.DONE;
        }
        if (Move.isUnheardOf(source)) {
            return Result.DONE;
        }
        source.leave();
        return Result.MORE;
    }

    private Result read(Source source, boolean othersWait, long now) throws IOException {
        if (!source.isDurable() && source.sizeNow() > source.next()) {
            return Result.NOT_DURABLE;
        }
        if (!outbox.hasRoomFor(source, othersWait)) {
            return Result.NO_ROOM;
        }
        if (!generations.isReady(source)) {
            return Result.DONE;
        }
        Optional<Chunk> look = reader.look(source);
        if (look.isEmpty()) {
            heldLines.release(source);
            generations.truncated(source);
            return Result.DONE;
        }
        Chunk chunk = look.get();
        boolean nothingNew = chunk.remaining() == 0;
        if (!nothingNew && !source.isDurable()) {
            return Result.NOT_DURABLE; // It grew since its size was asked for.
        }
        long reach = chunk.offset() + chunk.remaining();
        boolean roomLeft = send(source, chunk, othersWait, now);
        source.readTo(chunk.offset(), chunk.tail(), reach);
        source.takeTime(now);
        if (!nothingNew) {
            source.stirred();
        }
        if (!roomLeft) {
            return Result.NO_ROOM;
        }
        if (chunk.isFull() || chunk.isStopped()) {
            return Result.MORE;
        }
        return atEnd(source, chunk, now);
    }

    /** Sends what can be sent; false when room runs out before. */
    private boolean send(Source source, Chunk chunk, boolean othersWait, long now) {
        Stretch stretch = source.stretch();
        chunk.stopAt(stretch.end());
        Flight cut = stretch.cut();
        if (cut != null && cut.span().length() <= chunk.remaining() && outbox.hasRoomFor(source, othersWait)) {
            send(source, chunk.exactly((int) cut.span().length()), cut.attempt(), now);
            return true;
        }
        FrameLimits limits = limits(source);
        boolean flush = heldLines.isDue(source, chunk, now);
        while (outbox.hasRoomFor(source, othersWait)) {
            Frame frame = chunk.next(limits, patience(source, chunk, flush));
            if (frame == null) {
                return true;
            }
            send(source, frame, 0, now);
        }
        return chunk.remaining() == 0;
    }

    private void send(Source source, Frame frame, int attempt, long now) {
        events.read(source, frame);
        source.sent(frame.span());
        outbox.send(new Outgoing(source, content(source, frame), frame.payload(), frame.lines(), attempt), now);
    }

    private static Patience patience(Source source, Chunk chunk, boolean flush) {
        if (flush || chunk.isStopped()) {
            return Patience.FLUSH;
        }
        return source.inFlightMessages() > 0 ? Patience.GATHER : Patience.WHOLE_LINES;
    }

    private FrameLimits limits(Source source) {
        long fits = Math.min(settings.maxMessageSize(), outbox.maxMessageSize() - source.headerSize());
        return new FrameLimits((int) Math.max(1, fits), source.input().maxLinesPerMessage());
    }

    private LogMessage.Content content(Source source, Frame frame) {
        OptionalLong acked =
                source.origin().delivery() == Delivery.ACKED ? OptionalLong.of(source.acked()) : OptionalLong.empty();
        Instant instant = clock.instant();
        long micros = TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
        return new LogMessage.Content(
                source.origin(),
                frame.span(),
                acked,
                frame.linePart(),
                micros,
                OptionalInt.of(Checksum.of(frame.payload())));
    }

    /** All that can be sent is sent; what remains waits for an ack, a line end, or time. */
    private Result atEnd(Source source, Chunk chunk, long now) throws IOException {
        if (chunk.remaining() == 0 && source.rest() != null) {
            return atEndOfCopy(source);
        }
        if (source.inFlightMessages() > 0) {
            awaitingAcks.add(source);
        } else if (chunk.remaining() > 0) {
            alarms.set(heldLines.hold(source, chunk, now), source);
        } else {
            heldLines.release(source);
            endIfQuiet(source, now);
        }
        return Result.DONE;
    }

    private Result atEndOfCopy(Source source) throws IOException {
        if (source.isToBeRead()) {
            generations.truncated(source); // It has not any more what it had.
        }
        return Result.MORE;
    }

    private void endIfQuiet(Source source, long now) {
        if (source.presence() == Presence.IN_PLACE) {
            return;
        }
        long due = source.quietSince(now) + settings.sealAfterQuiet().toNanos();
        if (now - due < 0) {
            alarms.set(due, source);
        } else {
            source.end(new Ending(generations.reasonToEnd(source), source.read()));
            wake.accept(source);
        }
    }

    /** A source that has ended is sealed once all of it is acknowledged, and forgotten once that is, too. */
    private Result settle(Source source, Ending ending, boolean othersWait, long now) throws IOException {
        generations.wasRead(source);
        if (source.seal() == Source.Seal.SENT) {
            return Result.DONE;
        }
        if (source.hasFile() && !source.isLeaving() && hasChanged(source)) {
            return Result.MORE;
        }
        if (source.seal() == Source.Seal.ACKED && source.inFlightMessages() == 0) {
            return forget(source);
        }
        if (source.inFlightMessages() > 0) {
            awaitingAcks.add(source);
            return Result.DONE;
        }
        if (!source.isDurable()) {
            return Result.NOT_DURABLE;
        }
        if (!outbox.hasRoomFor(source, othersWait)) {
            return Result.NO_ROOM;
        }
        source.sealSent();
        source.losses(ending.length()).forEach(loss -> events.lost(source, loss));
        outbox.send(new Outgoing(source, seal(source, ending), new byte[0], 0), now);
        return Result.DONE;
    }

    /** Looks once more: whoever has the file open may have written to it, or cut it. */
    private boolean hasChanged(Source source) throws IOException {
        Optional<Chunk> look = reader.look(source);
        if (look.isEmpty()) {
            generations.truncated(source);
            return true;
        }
        if (look.get().remaining() > 0) {
            source.goOn();
            return true;
        }
        return false;
    }

    /** A sealed file, or its copy, that is still there stays known: it would be a new source otherwise, or grow on unseen. */
    private Result forget(Source source) throws IOException {
        if (source.isLeaving()
                || (source.hasFile() && source.presence() != Presence.GONE)
                || generations.hasCopy(source)) {
            return Result.DONE;
        }
        sealed.add(source.sealed(clock.instant()));
        if (source.hasContent()) {
            source.content().close();
        }
        alarms.cancel(source);
        heldLines.release(source);
        return Result.FORGET;
    }

    private static LogMessage.Seal seal(Source source, Ending ending) {
        return new LogMessage.Seal(source.origin(), ending.length(), ending.reason(), source.notAcked(ending.length()));
    }
}
