package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import io.tailrace.agent.copies.Wanted;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Whereabouts file;
    private final Progress progress;
    private final Reading reading;
    private final Recognition recognition;
    private final Sealing sealing = new Sealing();
    private final Sequences sequences = new Sequences();
    private final Lag lag = new Lag();
    private final int headerSize;
    private final long known;

    private @Nullable Content content;
    private @Nullable Copy rest;
    private @Nullable Copy sought;
    private Beginning beginning = Beginning.NONE;
    private boolean searched;
    private @Nullable Ending stayed;
    private @Nullable LossReason lossReason;
    private boolean durable;
    private boolean quiet;
    private long quietSince;

    /**
     * A source to be read on.
     *
     * @param origin its id and what its messages say of it
     * @param sighting its file as it was just seen
     * @param content the file, open for reading; null when the file is gone
     * @param offset what is before was acknowledged, or is not to be shipped
     * @param read offset up to which bytes may have been sent before, not below {@code offset}
     * @param mark the bytes before {@code read}
     * @param known what the checkpoint can tell its file by, {@link Fingerprint#EMPTY} when it can't
     */
    Source(
            Origin origin,
            Sighting sighting,
            @Nullable Content content,
            long offset,
            long read,
            Tail mark,
            Fingerprint known) {
        this.origin = origin;
        this.input = sighting.input();
        this.file = new Whereabouts(sighting);
        this.content = content;
        this.progress = new Progress(offset);
        this.reading = new Reading(progress, offset, read, mark);
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
        return file.key();
    }

    @Nullable Instant birth() {
        return file.birth();
    }

    /**
     * Its bytes: its file's, or those of what has them once its file has them no more.
     *
     * @throws IllegalStateException when nothing has them
     */
    public Content content() {
        if (content == null) {
            throw new IllegalStateException("source " + origin.source() + " has no file");
        }
        return content;
    }

    /** Whether there is something to read. */
    public boolean hasContent() {
        return content != null;
    }

    /** Whether it reads its own file, which may grow. */
    public boolean hasFile() {
        return content != null && rest == null;
    }

    /** The copy that it reads since its file has its bytes no more; null where that is not so. */
    public @Nullable Copy rest() {
        return rest;
    }

    /** Whether a file is looked for that has its bytes: until that is known nothing else is done with it. */
    public boolean isSearched() {
        return searched;
    }

    /** Whether there is something to read before it can be sealed. */
    public boolean isToBeRead() {
        return sealing.ending() == null || (rest != null && content != null && next() < rest.length());
    }

    /** What the headers of any message of it take at most, in bytes. */
    public int headerSize() {
        return headerSize;
    }

    /** Where its file was last found. */
    public Path path() {
        return file.path();
    }

    public Presence presence() {
        return file.presence();
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

    /** What its file begins with, as far as that was looked at. */
    Beginning beginning() {
        return beginning;
    }

    /**
     * Looks at what its file begins with, where it has grown since.
     *
     * @return false where the file has not any more what it had
     */
    boolean lookAtBeginning() throws IOException {
        if (beginning.isWhole() || !beginning.isShortFor(content().size())) {
            return true;
        }
        Beginning now = Beginning.of(content());
        boolean intact = isIntact();
        if (intact) {
            beginning = now;
        }
        return intact;
    }

    /** Whether bytes from its first one on are what its file began with when that was looked at. */
    public boolean beginsAs(ByteBuffer bytes) {
        return beginning.isStartOf(bytes);
    }

    /** Whether its file still has what it had. */
    boolean isIntact() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(mark().length());
        return beginning.probe().isIn(content())
                && content().fill(bytes, read() - mark().length())
                && mark().isAtStartOf(bytes.flip());
    }

    /** What may be sent at {@link #next()}. */
    public Stretch stretch() {
        return reading.stretch();
    }

    /** The file's size when it was last looked at. */
    public long size() {
        return Math.max(file.size(), read());
    }

    /** The largest size that its file was seen to have: what was not read of that when the file was cut is lost. */
    public long reach() {
        return Math.max(file.reach(), read());
    }

    /** As far as it was surely that generation of the file. */
    long surelyReached() {
        return Math.max(file.surelyReached(), read());
    }

    /** Contiguously acknowledged offset. */
    public long acked() {
        return progress.acked();
    }

    /** All that is acknowledged: contiguously, and behind what is not, in order. */
    public List<Span> ackedRanges() {
        List<Span> ranges = new ArrayList<>();
        if (acked() > origin.from()) {
            ranges.add(new Span(origin.from(), acked()));
        }
        ranges.addAll(progress.beyond());
        return ranges;
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
        return sealing.ending();
    }

    public void end(Ending how) {
        sealing.end(how);
    }

    /** It goes on as another source: as this one it ends with what the stream has. */
    public void leave() {
        stayed = ending();
        sealing.end(new Ending(SealReason.MOVED, acked()));
    }

    /** Whether it goes on as another source. */
    public boolean isLeaving() {
        Ending how = ending();
        return how != null && how.reason() == SealReason.MOVED;
    }

    /** What the checkpoint shall say of the source that goes on with its file from what was acknowledged. */
    public CheckpointEntry successor(SourceId id) {
        boolean leaving = isLeaving();
        Ending how = leaving ? stayed : ending();
        boolean settled = !leaving && seal() == Seal.ACKED;
        return entry().successor(id, Math.max(origin.from(), acked()), how, settled);
    }

    /** Its file grew on behind its seal: it has not ended. */
    public void goOn() {
        sealing.revoke();
        durable &= isRecognizable();
    }

    /** How far the seal of its present end has come. */
    public Seal seal() {
        return sealing.seal();
    }

    /** The stream was found to hold a seal of it. */
    public void foundSeal(Ending end) {
        sealing.found(end);
    }

    /** Its seal is on its way. */
    public void sealSent() {
        sealing.sent();
    }

    /** The stream has its seal. */
    public void sealAcked() {
        sealing.acked();
    }

    /** The stream has lost its seal. */
    public void sealLost() {
        sealing.lost();
    }

    /**
     * Takes note of a look at the file.
     *
     * @return whether there may be something new to read
     */
    boolean seen(Path at, Presence now, long sizeThere, Instant modifiedThere) {
        boolean changed = file.see(at, now, sizeThere, modifiedThere);
        return changed || sizeThere != next();
    }

    void gone() {
        file.gone();
    }

    /** Its file has its bytes no more, as far as they were not read: it is looked for what has. */
    void search(@Nullable Ending how) {
        content = null;
        rest = null;
        searched = true;
        if (how != null) {
            sealing.end(how);
        }
    }

    /** What a copy has to have to be one of this generation of its file. */
    Wanted wanted() {
        List<Probe> probes = new ArrayList<>(recognition.fingerprint().probes());
        probes.add(beginning.probe());
        probes.add(new Probe(read() - mark().length(), mark().length(), mark().crc()));
        probes.removeIf(probe -> probe.length() == 0);
        long atLeast = Math.max(read(), beginning.probe().length());
        Instant since = origin.source().firstSeen();
        return new Wanted(origin.source(), input, probes, read(), atLeast, since, name(), rest);
    }

    /** What its file was called. */
    String name() {
        return String.valueOf(Path.of(origin.path()).getFileName());
    }

    /** Nothing is done with it while it is looked at what has its bytes. */
    void waitFor(boolean answer) {
        searched = answer;
    }

    /** Nothing has them. */
    void notFound() {
        searched = false;
    }

    /**
     * A copy has what was not read of it. What lies behind that, and its file was seen to have, nobody has.
     *
     * @param bytes the copy's, as many as it holds of the source
     * @param before the bytes before {@link #read()}
     * @param how it ended
     */
    void readOn(Copy copy, Content bytes, Tail before, Ending how) {
        searched = false;
        lossReason = null;
        rest = copy;
        content = bytes;
        file.size(copy.length());
        reading.mark(before);
        sealing.end(how);
    }

    /**
     * Its file is another one now, which has all that was read of it.
     *
     * @param before the bytes before {@link #read()}
     */
    void follow(Sighting sighting, Content bytes, Tail before) {
        searched = false;
        lossReason = null;
        file.become(sighting);
        content = bytes;
        reading.mark(before);
    }

    /** What it was read from can't be read any more. */
    void restLost() {
        content = null;
        lossReason = LossReason.UNREADABLE;
    }

    /** Its file had to be given up. */
    void released() {
        lossReason = LossReason.PINNED_LIMIT;
    }

    /** What its file takes, or that of the copy that it reads, in bytes. */
    public long sizeOnDisk() {
        return rest == null ? file.size() : rest.size();
    }

    /** What of it can't be shipped any more, and why. */
    public List<Loss> losses(long length) {
        return Loss.of(notAcked(length), read(), isCut(), lossReason);
    }

    /**
     * The reader got as far as {@code offset}.
     *
     * @param before the bytes before it
     * @param sizeAtLeast how far the file was seen to reach
     */
    public void readTo(long offset, Tail before, long sizeAtLeast) {
        file.reached(sizeAtLeast);
        reading.readTo(offset, before);
    }

    /** What the checkpoint says of it besides where it is read on. */
    void remember(CheckpointEntry entry) {
        sought = entry.rest(); // Until it is found again: the agent may be stopped before.
        progress.hold(entry.beyond());
        reading.goOn();
        sequences.only(entry.firstSequence(), entry.sequence());
        if (entry.ending() != null) {
            sealing.end(entry.ending());
        }
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
     * @param first sequence of the first of its messages that was found, 0 for none
     * @param last of the last one
     */
    public void found(Collection<Span> spans, long first, long last) {
        progress.hold(spans);
        sequences.add(first, last);
        reading.goOn();
        sealing.reach(progress.end());
    }

    /**
     * The stream was found to hold these and nothing else any more: whatever is not on its way is read again.
     *
     * @param from what is before was dropped by the stream in its own time
     * @param first sequence of the first of its messages that was found, 0 for none
     * @param last of the last one
     */
    public void foundOnly(long from, Collection<Span> spans, long first, long last) {
        progress.holdOnly(from, spans);
        sequences.only(first, last);
        reading.goBack();
        sealing.lost();
        if (hasFile()) {
            goOn();
        }
    }

    /** Whether its bytes can be read from its file once more, should the stream not have them any more. */
    public boolean canBeReadAgain() {
        return content != null;
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
        sequences.add(sequence);
    }

    /** Sequence of the first message of it that is known to be in the stream, 0 for none. */
    public long firstSequence() {
        return sequences.first();
    }

    /** Sequence of the last message of it that is known to be in the stream, 0 for none. */
    public long lastSequence() {
        return sequences.last();
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
        file.size(content().size());
        return file.size();
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
        return sealing.isCut();
    }

    /** Whether {@link #entry()} tells its file from any other, or has not to: an empty one is like any other. */
    public boolean isRecognizable() {
        return recognition.fingerprint().offset() > 0 || sealing.ending() != null;
    }

    /** What the checkpoint shall say of it. */
    public CheckpointEntry entry() {
        recognition.update(content, beginning.probe(), read(), mark());
        return new CheckpointEntry(
                origin,
                path().toString(),
                key(),
                birth(),
                acked(),
                progress.beyond(),
                firstSequence(),
                lastSequence(),
                reach(),
                recognition.fingerprint(),
                ending(),
                seal() == Seal.ACKED,
                searched ? sought : rest);
    }

    /**
     * What shall be remembered when it is forgotten.
     *
     * @throws IllegalStateException when it has not ended
     */
    public SealedSource sealed(Instant now) {
        Ending end = ending();
        if (end == null) {
            throw new IllegalStateException("source " + origin.source() + " has not ended");
        }
        return new SealedSource(
                origin.source(),
                origin.path(),
                origin.input(),
                origin.delivery(),
                origin.from(),
                end.length(),
                end.reason(),
                notAcked(end.length()),
                firstSequence(),
                lastSequence(),
                entry().fingerprint(),
                now);
    }

    /** How far its seal has come. */
    public enum Seal {
        OPEN,
        SENT,
        ACKED
    }
}
