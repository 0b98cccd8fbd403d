package io.tailrace.protocol;

/**
 * A half-open byte range {@code [start, end)} of one source.
 *
 * @param start offset of the first byte, from 0
 * @param end offset behind the last byte, not below {@code start}
 */
public record Span(long start, long end) implements Comparable<Span> {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span is 0 <= start <= end, not " + start + "-" + end);
        }
    }

    /**
     * Reads the form {@code <start>-<end>} of the {@code Log-Span} header: decimal digits, without sign or leading zeros.
     *
     * @throws IllegalArgumentException when the text has another form, overflows or runs backwards
     */
    public static Span parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("a span is written <start>-<end>, not " + Excerpt.of(text));
        }
        return new Span(Offsets.parse(text, 0, dash), Offsets.parse(text, dash + 1, text.length()));
    }

    /** Length in bytes. */
    public long length() {
        return end - start;
    }

    /** Whether it holds no byte. */
    public boolean isEmpty() {
        return start == end;
    }

    /** Orders by start, then by end. */
    @Override
    public int compareTo(Span other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }

    /** The form of the {@code Log-Span} header. */
    @Override
    public String toString() {
        return start + "-" + end;
    }
}
