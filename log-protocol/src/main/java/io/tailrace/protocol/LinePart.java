package io.tailrace.protocol;

/** What part of a line a message holds. */
public enum LinePart {
    /** Whole lines; the header is absent. */
    WHOLE(""),
    /** The beginning of a line that other messages continue. */
    BEGIN("begin"),
    /** Neither the beginning nor the end of a line. */
    MIDDLE("middle"),
    /** The end of a line that other messages began. */
    END("end");

    private final String headerValue;

    LinePart(String headerValue) {
        this.headerValue = headerValue;
    }

    String headerValue() {
        return headerValue;
    }
}
