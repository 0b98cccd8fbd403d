package io.tailrace.config;

import java.util.List;

/** Turns lists into parts of sentences. */
final class Sentences {

    private Sentences() {}

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
