package io.tailrace.suite.writer;

import java.util.random.RandomGenerator;

/** Mostly short lines, and now and then one that no message can hold: a dump, a picture in base 64. */
public final class LongLines implements Lines {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int LINES_PER_LONG_LINE = 100;
    private static final int SHORT = 40;

    private final RandomGenerator random;
    private final int longest;

    /** @param longest line, in bytes */
    public LongLines(RandomGenerator random, int longest) {
        this.random = random;
        this.longest = longest;
    }

    @Override
    public int next(StringBuilder out) {
        int length = random.nextInt(LINES_PER_LONG_LINE) == 0 ? random.nextInt(longest / 10, longest) : SHORT;
        out.append("dump ");
        // Ten characters from each number: a million of them are not worth more.
        for (int written = 0; written < length; written += 10) {
            long bits = random.nextLong();
            for (int character = 0; character < 10; character++) {
                out.append(ALPHABET.charAt((int) (bits & 63)));
                bits >>>= 6;
            }
        }
        out.append('\n');
        return 1;
    }
}
