package io.tailrace.protocol;

/** Byte offsets as the wire writes them: decimal digits without sign or leading zeros, so that each has one form. */
final class Offsets {

    private Offsets() {}

    static long parse(String text) {
        return parse(text, 0, text.length());
    }

    static long parse(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > 19 || (digits > 1 && text.charAt(from) == '0')) {
            throw notAnOffset(text);
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw notAnOffset(text);
            }
            value = value * 10 + digit;
            if (value < 0) {
                throw notAnOffset(text);
            }
        }
        return value;
    }

    private static IllegalArgumentException notAnOffset(String text) {
        return new IllegalArgumentException("\"" + text + "\" has no byte offset from 0 to 2^63-1 in plain digits");
    }
}
