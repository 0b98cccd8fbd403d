package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a file: the bytes of one inode from creation to deletion or truncation. Its offsets are in order:
 * {@code from <= acked <= read <= size}. Only the shipping thread touches it.
 */
public final class Source {

    private final Origin origin;
    private final Input input;
    private final FileKey key;
    private final @Nullable Instant birth;
    private final @Nullable FileChannel channel;
    private final Progress progress;
    private final Reading reading;
    private final Recognition recognition;
    private final Lag lag = new Lag();
    private final int headerSize;

    private Path path;
    private Presence presence = Presence.IN_PLACE;
    private long size;
    private Instant modified;
    private long reach;
    private @Nullable Ending ending;
    private Seal seal = Seal.OPEN;
    private @Nullable Ending knownSeal;
    private final long known;
    private long lastSequence;
    private boolean durable;
    private boolean quiet;
    private long quietSince;

    /**
     * A source to be read on.
     *
     * @param origin its id and what its messages say of it
     * @param sighting its file as it was just seen
     * @param channel the file, open for reading; null when the file is gone
     * @param offset what is before was acknowledged, or is not to be shipped
     * @param read offset up to which bytes may have been sent before, not below {@code offset}
     * @param mark the bytes before {@code read}
     * @param known what the checkpoint can tell its file by, {@link Fingerprint#EMPTY} when it can't
     */
    Source(
            Origin origin,
            Sighting sighting,
            @Nullable FileChannel channel,
            long offset,
            long read,
            Tail mark,
            Fingerprint known) {
        this.origin = origin;
        this.input = sighting.input();
        this.key = sighting.key();
        this.birth = sighting.birth();
        this.channel = channel;
        this.progress = new Progress(offset);
        this.reading = new Reading(progress, offset, read, mark);
        this.path = sighting.path();
        this.size = sighting.size();
        this.reach = Math.max(read, size);
        this.modified = sighting.modified();
        this.recognition = new Recognition(known);
        this.known = known.offset();
        this.durable = isRecognizable();
        this.headerSize = LogHeaders.size(new LogMessage.Content(
                origin,
                new Span(Long.MAX_VALUE - 1, Long.MAX_VALUE),
                OptionalLong.of(Long.MAX_VALUE - 1),
                LinePart.MIDDLE,
                Long.MAX_VALUE));
    }

    public Origin origin() {
        return origin;
    }

    public Input input() {
        return input;
    }

    public FileKey key() {
        return key;
    }

    @Nullable Instant birth() {
        return birth;
    }

    /**
     * Its file, open for reading.
     *
     * @throws IllegalStateException when the file was gone before the agent started
     */
    public FileChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("source " + origin.source() + " has no file");
        }
        return channel;
    }

    /** Whether there is a file to read. */
    public boolean hasFile() {
        return channel != null;
    }

    /** What the headers of any message of it take at most, in bytes. */
    public int headerSize() {
        return headerSize;
    }

    /** Where its file was last found. */
    public Path path() {
        return path;
    }

    public Presence presence() {
        return presence;
    }

    /** Offset of the next byte to look at: the lowest that is neither acked nor on its way. */
    public long next() {
        return reading.next();
    }

    /** The bytes before {@link #next()}, as they were read; null where others were read last. */
    public @Nullable Tail before() {
        return reading.before();
    }

    /** Up to where the checkpoint could tell that its file is the one that it was, when it was found again. */
    public long known() {
        return known;
    }

    /** The highest offset that was ever read to. */
    public long read() {
        return reading.read();
    }

    /** What was read just before {@link #read()}. */
    public Tail mark() {
        return reading.mark();
    }

    /** What may be sent at {@link #next()}. */
    public Stretch stretch() {
        return reading.stretch();
    }

    /** The file's size when it was last looked at. */
    public long size() {
        return Math.max(size, read());
    }

    /** The largest size that its file was seen to have: what was not read of that when the file was cut is lost. */
    public long reach() {
        return reach;
    }

    /** Contiguously acknowledged offset. */
    public long acked() {
        return progress.acked();
    }

    /** Messages sent and not acknowledged. */
    public int inFlightMessages() {
        return progress.inFlightMessages();
    }

    /** Bytes sent and not acknowledged. */
    public long inFlightBytes() {
        return progress.inFlightBytes();
    }

    /** Whether the checkpoint knows its id and can tell its file; before that nothing of it may be sent. */
    public boolean isDurable() {
        return durable;
    }

    public void madeDurable() {
        durable = true;
    }

    /** How it ended, null while it goes on. */
    public @Nullable Ending ending() {
        return ending;
    }

    public void end(Ending how) {
        ending = how;
    }

    /** Its file grew on behind its seal: it has not ended. */
    public void goOn() {
        ending = null;
        seal = Seal.OPEN;
        durable &= isRecognizable();
    }

    /** How far the seal of its present end has come. */
    public Seal seal() {
        return ending != null && ending.equals(knownSeal) ? Seal.ACKED : seal;
    }

    /** The stream was found to hold a seal of it. */
    public void foundSeal(Ending end) {
        knownSeal = end;
    }

    /** Its seal is on its way. */
    public void sealSent() {
        seal = Seal.SENT;
    }

    /** The stream has its seal. */
    public void sealAcked() {
        seal = Seal.ACKED;
        knownSeal = ending;
    }

    /**
     * Takes note of a look at the file.
     *
     * @return whether there may be something new to read
     */
    boolean seen(Path at, Presence now, long sizeThere, Instant modifiedThere) {
        boolean changed = sizeThere != next() || !modifiedThere.equals(modified);
        path = at;
        presence = now;
        size = sizeThere;
        reach = Math.max(reach, sizeThere);
        modified = modifiedThere;
        return changed;
    }

    void gone() {
        presence = Presence.GONE;
    }

    /**
     * The reader got as far as {@code offset}.
     *
     * @param before the bytes before it
     * @param sizeAtLeast how far the file was seen to reach
     */
    public void readTo(long offset, Tail before, long sizeAtLeast) {
        size = Math.max(size, sizeAtLeast);
        reach = Math.max(reach, size);
        reading.readTo(offset, before);
    }

    /** What the checkpoint says of it besides where it is read on. */
    void remember(CheckpointEntry entry) {
        progress.hold(entry.beyond());
        reading.goOn();
        lastSequence = entry.sequence();
        ending = entry.ending();
        if (entry.sealed()) {
            sealAcked();
        }
    }

    /** The end of what the stream is known to hold. */
    public long ackedEnd() {
        return progress.end();
    }

    /** How bytes were cut that may still be on their way. */
    void plan(Collection<Flight> flights) {
        reading.plan(flights);
    }

    /**
     * The stream was found to hold these, besides what it was known to.
     *
     * @param sequence of the last of its messages that was found, 0 for none
     */
    public void found(Collection<Span> spans, long sequence) {
        progress.hold(spans);
        lastSequence = Math.max(lastSequence, sequence);
        reading.goOn();
        if (ending != null && progress.end() > ending.length()) {
            ending = new Ending(ending.reason(), progress.end());
        }
    }

    /**
     * The stream was found to hold these and nothing else any more: whatever is not on its way is read again.
     *
     * @param from what is before was dropped by the stream in its own time
     * @param sequence of the last of its messages that was found, 0 for none
     */
    public void foundOnly(long from, Collection<Span> spans, long sequence) {
        progress.holdOnly(from, spans);
        lastSequence = sequence;
        reading.goBack();
        knownSeal = null;
        goOn();
    }

    /** The stream has lost its seal. */
    public void sealLost() {
        knownSeal = null;
        seal = Seal.OPEN;
    }

    /** Whether its bytes can be read from its file once more, should the stream not have them any more. */
    public boolean canBeReadAgain() {
        return channel != null && !isCut();
    }

    /** What of it the stream is not known to hold, up to a length. */
    public List<Span> notAcked(long length) {
        return length > origin.from() ? progress.notAcked(new Span(origin.from(), length)) : List.of();
    }

    public void sent(Span span) {
        progress.sent(span);
    }

    /**
     * The stream has a span of it.
     *
     * @param sequence where, 0 when that is not known
     */
    public void acked(Span span, long sequence) {
        progress.acked(span);
        lastSequence = Math.max(lastSequence, sequence);
    }

    /** Sequence of the last message of it that is known to be in the stream, 0 for none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Its file has had nothing new since when, in {@link System#nanoTime()}; {@code now} if this is the first to be told. */
    public long quietSince(long now) {
        if (!quiet) {
            quiet = true;
            quietSince = now;
        }
        return quietSince;
    }

    /** Its file has had something new. */
    public void stirred() {
        quiet = false;
    }

    /** Looks at the file's size once more. */
    public long sizeNow() throws IOException {
        size = channel().size();
        reach = Math.max(reach, size);
        return size;
    }

    /** Bytes that the stream has not acknowledged. */
    public long lag() {
        return size() - acked();
    }

    /** How long the first byte that the stream has not acknowledged has been seen here, in nanoseconds, at least. */
    public long lagNanos(long now) {
        return lag() > 0 ? lag.nanos(now) : 0;
    }

    /** Takes the time: {@link #lagNanos} is measured from the last call that found all acknowledged that was seen before. */
    public void takeTime(long now) {
        lag.take(now, acked(), size());
    }

    /** Whether it ended because its file was cut: the file's bytes belong to another source now. */
    public boolean isCut() {
        return ending != null && ending.reason() == SealReason.TRUNCATED;
    }

    /** Whether {@link #entry()} tells its file from any other, or has not to: an empty one is like any other. */
    public boolean isRecognizable() {
        return recognition.fingerprint().offset() > 0 || ending != null;
    }

    /** What the checkpoint shall say of it. */
    public CheckpointEntry entry() {
        if (channel != null && !isCut()) {
            recognition.update(channel, read(), mark());
        }
        return new CheckpointEntry(
                origin,
                path.toString(),
                key,
                birth,
                acked(),
                progress.beyond(),
                lastSequence,
                reach,
                recognition.fingerprint(),
                ending,
                seal() == Seal.ACKED);
    }

    /** How far its seal has come. */
    public enum Seal {
        OPEN,
        SENT,
        ACKED
    }
}
