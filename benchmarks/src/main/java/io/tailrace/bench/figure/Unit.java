package io.tailrace.bench.figure;

import java.util.Locale;

/** What a figure counts, and how it is printed. */
public enum Unit {
    LINES_PER_SECOND("lines/s", 0),
    MEGABYTES_PER_SECOND("MB/s", 1),
    CPU_SECONDS_PER_MILLION_LINES("CPU s/M lines", 2),
    PERCENT_OF_A_CORE("% of a core", 2),
    MILLISECONDS("ms", 2),
    SECONDS("s", 2),
    MEBIBYTES("MiB", 1),
    PERCENT("%", 1),
    TIMES("times", 1),
    COUNT("", 0);

    private final String symbol;
    private final int digits;

    Unit(String symbol, int digits) {
        this.symbol = symbol;
        this.digits = digits;
    }

    /** The unit as a table names it. */
    public String symbol() {
        return symbol;
    }

    /** A value with as many digits as it is worth, without the unit. */
    public String format(double value) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
