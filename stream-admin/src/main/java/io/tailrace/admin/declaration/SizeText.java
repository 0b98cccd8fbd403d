package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them, with Spring's units: {@code 1KB} is 1024 bytes. */
final class SizeText {

    private static final long UNLIMITED = -1;
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(B|KB|MB|GB|TB)?");

    private SizeText() {}

    /** Bytes of {@code 8MB}, {@code 8388608} or {@code -1}. */
    static long parse(String text) {
        String trimmed = text.strip().toUpperCase(Locale.ROOT);
        if (trimmed.equals(Long.toString(UNLIMITED))) {
            return UNLIMITED;
        }
        Matcher size = SIZE.matcher(trimmed);
        if (!size.matches()) {
            throw unreadable();
        }
        int unit = size.group(2) == null ? 0 : UNITS.indexOf(size.group(2));
        try {
            return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * unit));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw unreadable();
        }
    }

    /** In the largest unit that takes no fraction: {@code 8MB}, {@code 1000B}. */
    static String show(long bytes) {
        int unit = 0;
        long count = bytes;
        while (count != 0 && count % 1024 == 0 && unit < UNITS.size() - 1) {
            count /= 1024;
            unit++;
        }
        return count + UNITS.get(unit);
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "is not a size: write bytes, or a number with its unit (B, KB, MB, GB or TB) such as 8MB, or -1 for"
                        + " unlimited");
    }
}
