package io.tailrace.admin.declaration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, and the nanoseconds that NATS has. */
final class DurationText {

    /** NATS writes "no limit" of a duration as 0, people write -1 as they do everywhere else. */
    private static final long UNLIMITED = 0;

    private static final Pattern PARTS = Pattern.compile("(\\d+(ns|us|ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ns|us|ms|s|m|h|d)");
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "ns", TimeUnit.NANOSECONDS,
            "us", TimeUnit.MICROSECONDS,
            "ms", TimeUnit.MILLISECONDS,
            "s", TimeUnit.SECONDS,
            "m", TimeUnit.MINUTES,
            "h", TimeUnit.HOURS,
            "d", TimeUnit.DAYS);

    private DurationText() {}

    /** Nanoseconds of {@code 1d}, {@code 1h30m}, {@code PT90M} or {@code -1}, which is 0. */
    static long parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (trimmed.equals("-1") || trimmed.equals("0")) {
            return UNLIMITED;
        }
        if (PARTS.matcher(trimmed).matches()) {
            return sum(PART.matcher(trimmed));
        }
        try {
            return Duration.parse(trimmed).toNanos();
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw unreadable();
        }
    }

    /** The shortest way to write a duration: {@code 1d}, {@code 1h30m}. */
    static String show(long nanos) {
        TreeMap<TimeUnit, String> descending = new TreeMap<>((a, b) -> b.compareTo(a));
        UNITS.forEach((name, unit) -> descending.put(unit, name));
        StringBuilder text = new StringBuilder();
        long rest = nanos;
        for (Map.Entry<TimeUnit, String> unit : descending.entrySet()) {
            long one = unit.getKey().toNanos(1);
            if (rest >= one) {
                text.append(rest / one).append(unit.getValue());
                rest %= one;
            }
        }
        return text.toString();
    }

    private static long sum(Matcher part) {
        try {
            long nanos = 0;
            while (part.find()) {
                long one = unit(part.group(2)).toNanos(1);
                nanos = Math.addExact(nanos, Math.multiplyExact(Long.parseLong(part.group(1)), one));
            }
            return nanos;
        } catch (NumberFormatException | ArithmeticException tooLong) {
            throw unreadable();
        }
    }

    private static TimeUnit unit(String name) {
        TimeUnit unit = UNITS.get(name);
        if (unit == null) {
            throw unreadable();
        }
        return unit;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "is not a duration: write a number with its unit (ns, us, ms, s, m, h or d) such as 1d, or -1 for"
                        + " unlimited; the longest is 292 years");
    }
}
