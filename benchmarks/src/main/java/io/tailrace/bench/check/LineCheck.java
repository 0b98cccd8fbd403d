package io.tailrace.bench.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Counts numbered lines in what somebody else has made of them: in whatever wrapping, a line's number still says which one it is.
 * For lines numbered from 0.
 */
public final class LineCheck {

    private static final byte[] MARK = " id=".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 12;

    private final byte[] seen;
    private long duplicated;

    /** @param lines how many were written */
    public LineCheck(long lines) {
        this.seen = new byte[Math.toIntExact(lines)];
    }

    /** Takes note of all lines in some bytes that hold whole lines. */
    public void add(byte[] bytes) {
        numbers(bytes, this::add);
    }

    private void add(long number) {
        if (number >= seen.length) {
            throw new NotIdenticalException("line " + number + " was never written");
        }
        if (seen[(int) number] == 1) {
            duplicated++;
        }
        seen[(int) number] = 1;
    }

    /** Calls with the number of each line in some bytes. */
    public static void numbers(byte[] bytes, LongConsumer each) {
        int last = bytes.length - MARK.length - DIGITS;
        for (int at = 0; at <= last; at++) {
            if (bytes[at] == MARK[0] && Arrays.equals(bytes, at, at + MARK.length, MARK, 0, MARK.length)) {
                long number = 0;
                for (int digit = at + MARK.length; digit < at + MARK.length + DIGITS; digit++) {
                    number = number * 10 + (bytes[digit] - '0');
                }
                each.accept(number);
                at += MARK.length + DIGITS;
            }
        }
    }

    /** How many lines are there more than once, counted once for each time too many. */
    public long duplicated() {
        return duplicated;
    }

    /** How many lines are not there. */
    public long lost() {
        long lost = 0;
        for (byte times : seen) {
            lost += times == 0 ? 1 : 0;
        }
        return lost;
    }
}
