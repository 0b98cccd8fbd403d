package io.tailrace.protocol;

/** Byte offsets as the wire writes them: decimal digits without sign or leading zeros, so that each has one form. */
final class Offsets {

    private static final int MAX_DIGITS = 19;

    private Offsets() {}

    static long parse(String text) {
        return parse(text, 0, text.length());
    }

    /** Reads the number at {@code [from, to)} of a text. */
    static long parse(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && text.charAt(from) == '0')) {
            throw notANumber(text);
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw notANumber(text);
            }
            value = value * 10 + digit;
        }
        // 19 digits stay below 2^64, so an overflow always shows in the sign.
        if (value < 0) {
            throw notANumber(text);
        }
        return value;
    }

    private static IllegalArgumentException notANumber(String text) {
        return new IllegalArgumentException(
                Excerpt.of(text) + " is not a number from 0 to 2^63-1 in digits without sign or leading zeros");
    }
}
