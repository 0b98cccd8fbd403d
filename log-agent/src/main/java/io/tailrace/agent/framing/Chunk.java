package io.tailrace.agent.framing;

import io.tailrace.agent.source.Tail;
import io.tailrace.protocol.LineEnds;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.Span;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of one look at a source, cut into frames from the front. Valid until its reader looks again. */
public final class Chunk {

    private final ByteBuffer bytes;
    private final boolean full;
    private int end;
    private int position;
    private boolean stopped;
    private long offset;

    /**
     * @param bytes what was read, the tail first
     * @param position where the tail ends and the new bytes begin
     * @param offset of that in the source
     * @param full whether there may be more in the file than was read
     */
    Chunk(ByteBuffer bytes, int position, long offset, boolean full) {
        this.bytes = bytes;
        this.position = position;
        this.end = bytes.limit();
        this.offset = offset;
        this.full = full;
    }

    /** Bytes that were read and not cut off yet. */
    public int remaining() {
        return end - position;
    }

    /** Whether the file may hold more than was read. */
    public boolean isFull() {
        return full;
    }

    /**
     * Ends it at an offset, where something lies that is not to be sent.
     *
     * @param offset not below {@link #offset()}
     */
    public void stopAt(long offset) {
        if (offset - this.offset < remaining()) {
            end = position + (int) (offset - this.offset);
            stopped = true;
        }
    }

    /** Whether it ends where something lies that is not to be sent, and not where the file did. */
    public boolean isStopped() {
        return stopped;
    }

    /** Offset in the source of what remains. */
    public long offset() {
        return offset;
    }

    /** The bytes before what remains. */
    public Tail tail() {
        return Tail.before(bytes, position);
    }

    /**
     * Cuts off the next message: whole lines wherever a line fits, otherwise a part of the line.
     *
     * @return null when what remains has to wait
     */
    public @Nullable Frame next(FrameLimits limits, Patience patience) {
        int window = Math.min(remaining(), limits.maxBytes());
        if (window == 0) {
            return null;
        }
        boolean overflowing = remaining() >= limits.maxBytes();
        if (isInLine()) {
            int lineEnd = LineEnds.first(bytes, position, position + window);
            if (lineEnd >= 0) {
                return cut(lineEnd + 1, LinePart.END, 1);
            }
            return overflowing || patience == Patience.FLUSH ? cut(position + window, LinePart.MIDDLE, 0) : null;
        }
        return limits.maxLines() > 0
                ? nextOfLines(limits.maxLines(), window, overflowing, patience)
                : nextOfBytes(window, overflowing, patience);
    }

    /**
     * Cuts off exactly so many bytes.
     *
     * @param length not more than {@link #remaining()}
     */
    public Frame exactly(int length) {
        int to = position + length;
        boolean ends = bytes.get(to - 1) == '\n';
        LinePart part;
        if (isInLine()) {
            part = ends ? LinePart.END : LinePart.MIDDLE;
        } else {
            part = ends ? LinePart.WHOLE : LinePart.BEGIN;
        }
        return cut(to, part, LineEnds.count(bytes, position, to));
    }

    private @Nullable Frame nextOfBytes(int window, boolean overflowing, Patience patience) {
        if (patience == Patience.GATHER && !overflowing) {
            return null;
        }
        int lineEnd = LineEnds.last(bytes, position, position + window);
        if (lineEnd < 0) {
            return nextOfPart(window, overflowing, patience);
        }
        return cut(lineEnd + 1, LinePart.WHOLE, LineEnds.count(bytes, position, lineEnd + 1));
    }

    private @Nullable Frame nextOfLines(int maxLines, int window, boolean overflowing, Patience patience) {
        int cut = position;
        int lines = 0;
        while (lines < maxLines) {
            int lineEnd = LineEnds.first(bytes, cut, position + window);
            if (lineEnd < 0) {
                break;
            }
            cut = lineEnd + 1;
            lines++;
        }
        if (lines == 0) {
            return nextOfPart(window, overflowing, patience);
        }
        if (lines < maxLines && !overflowing && patience == Patience.GATHER) {
            return null;
        }
        return cut(cut, LinePart.WHOLE, lines);
    }

    private @Nullable Frame nextOfPart(int window, boolean overflowing, Patience patience) {
        return overflowing || patience == Patience.FLUSH ? cut(position + window, LinePart.BEGIN, 0) : null;
    }

    private boolean isInLine() {
        return position > 0 && bytes.get(position - 1) != '\n';
    }

    private Frame cut(int to, LinePart linePart, int lines) {
        byte[] payload = new byte[to - position];
        bytes.get(position, payload);
        Span span = new Span(offset, offset + payload.length);
        position = to;
        offset = span.end();
        return new Frame(span, payload, linePart, lines);
    }
}
