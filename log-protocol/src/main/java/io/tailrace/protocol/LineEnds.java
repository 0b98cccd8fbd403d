package io.tailrace.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds and counts line ends, eight bytes at a time: every byte of every message passes here. All indices are absolute;
 * ranges are half-open.
 */
public final class LineEnds {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
    private static final long NEWLINES = '\n' * ONES;

    private LineEnds() {}

    /** Index of the first line end in the range, -1 if there is none. */
    public static int first(ByteBuffer bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long marks = marks((long) LONGS.get(bytes, i));
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Index of the last line end in the range, -1 if there is none. */
    public static int last(ByteBuffer bytes, int from, int to) {
        int i = to;
        for (; i >= from + Long.BYTES; i -= Long.BYTES) {
            long marks = marks((long) LONGS.get(bytes, i - Long.BYTES));
            if (marks != 0) {
                return i - 1 - (Long.numberOfLeadingZeros(marks) >>> 3);
            }
        }
        for (i--; i >= from; i--) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Number of line ends in the range. */
    public static int count(ByteBuffer bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            count += Long.bitCount(marks((long) LONGS.get(bytes, i)));
        }
        for (; i < to; i++) {
            if (bytes.get(i) == '\n') {
                count++;
            }
        }
        return count;
    }

    /** The top bit of each byte that is a line end, and no other bit: exact, without carries between bytes. */
    private static long marks(long bytes) {
        long zeros = bytes ^ NEWLINES;
        return ~(((zeros & LOW_BITS) + LOW_BITS) | zeros | LOW_BITS);
    }
}
