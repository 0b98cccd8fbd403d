package io.tailrace.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts line ends, eight bytes at a time: every byte of every message passes here. */
public final class LineEnds {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
    private static final long NEWLINES = 0x0a0a_0a0a_0a0a_0a0aL;

    private LineEnds() {}

    /** Number of line ends in {@code [from, to)}. */
    public static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long zeros = (long) LONGS.get(bytes, i) ^ NEWLINES;
            // The top bit of each byte that is a line end, and no other: exact, without carries between bytes.
            long marks = ~(((zeros & LOW_BITS) + LOW_BITS) | zeros | LOW_BITS);
            count += Long.bitCount(marks);
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }
}
