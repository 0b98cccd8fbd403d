package io.tailrace.agent.source;

/** Where in the stream the first and the last message of a source are, as far as that is known. For the shipping thread. */
final class Sequences {

    private long first;
    private long last;

    /** @param sequence 0 when that is not known */
    void add(long sequence) {
        add(sequence, sequence);
    }

    void add(long newFirst, long newLast) {
        if (newFirst > 0 && (first == 0 || newFirst < first)) {
            first = newFirst;
        }
        last = Math.max(last, newLast);
    }

    /** These are all that there are. */
    void only(long newFirst, long newLast) {
        first = newFirst;
        last = newLast;
    }

    /** 0 for none. */
    long first() {
        return first;
    }

    /** 0 for none. */
    long last() {
        return last;
    }
}
