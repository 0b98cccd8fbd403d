package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Fingerprint;
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
    private final Recognition recognition;
    private final Lag lag = new Lag();
    private final int headerSize;

    private Path path;
    private Presence presence = Presence.IN_PLACE;
    private long size;
    private Instant modified;
    private long read;
    private Tail tail;
    private long reach;
    private @Nullable Ending ending;
    private Seal seal = Seal.OPEN;
    private boolean durable;
    private boolean quiet;
    private long quietSince;

    /**
     * A source to be read on.
     *
     * @param origin its id and what its messages say of it
     * @param sighting its file as it was just seen
     * @param channel the file, open for reading; null when the file is gone
     * @param offset where to read on: what is before was acknowledged, or is not to be shipped
     * @param tail the bytes before that offset
     * @param known what the checkpoint can tell its file by, {@link Fingerprint#EMPTY} when it can't
     */
    Source(Origin origin, Sighting sighting, @Nullable FileChannel channel, long offset, Tail tail, Fingerprint known) {
        this.origin = origin;
        this.input = sighting.input();
        this.key = sighting.key();
        this.birth = sighting.birth();
        this.channel = channel;
        this.progress = new Progress(offset);
        this.path = sighting.path();
        this.size = sighting.size();
        this.reach = Math.max(offset, size);
        this.modified = sighting.modified();
        this.read = offset;
        this.tail = tail;
        this.recognition = new Recognition(known);
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

    /** Offset of the next byte to read. */
    public long read() {
        return read;
    }

    /** What was read just before {@link #read()}. */
    public Tail tail() {
        return tail;
    }

    /** The file's size when it was last looked at. */
    public long size() {
        return Math.max(size, read);
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

    public Seal seal() {
        return seal;
    }

    public void seal(Seal state) {
        seal = state;
    }

    /**
     * Takes note of a look at the file.
     *
     * @return whether there may be something new to read
     */
    boolean seen(Path at, Presence now, long sizeThere, Instant modifiedThere) {
        boolean changed = sizeThere != read || !modifiedThere.equals(modified);
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
        read = offset;
        tail = before;
    }

    public void sent(Span span) {
        progress.sent(span);
    }

    public void acked(Span span) {
        progress.acked(span);
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
            recognition.update(channel, read, tail);
        }
        return new CheckpointEntry(
                origin, path.toString(), key, birth, acked(), reach, recognition.fingerprint(), ending);
    }

    /** How far its seal has come. */
    public enum Seal {
        OPEN,
        SENT,
        ACKED
    }
}
