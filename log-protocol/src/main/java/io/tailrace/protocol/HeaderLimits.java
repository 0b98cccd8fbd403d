package io.tailrace.protocol;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;

/**
 * What of an agent's own names fits into headers. Asked when the configuration is read and when a file is found, so that
 * {@link LogHeaders#MAX_SIZE} is kept by every message of content and what does not fit is refused by name, before
 * anything was sent. {@link Origin} keeps to it, so nothing larger is taken from the wire either.
 *
 * <p>Sizes are in bytes as the headers carry them: percent-encoded.
 */
public final class HeaderLimits {

    /** Of a path: any that Linux can open (4,095 bytes), even where each of its bytes needs an escape of three. */
    public static final int MAX_PATH = 3 * 4095;

    /** Of an input's name. */
    public static final int MAX_INPUT = 256;

    /** Of all labels of an input together, with their header names. */
    public static final int MAX_LABELS = 2560;

    private HeaderLimits() {}

    /**
     * Checks a file's path.
     *
     * @throws IllegalArgumentException when it is empty, too long or no Unicode text
     */
    public static void checkPath(String path) {
        checkText("path", path, MAX_PATH);
    }

    /**
     * Checks the name of an input.
     *
     * @throws IllegalArgumentException when it is empty, too long or no Unicode text
     */
    public static void checkInput(String input) {
        checkText("input", input, MAX_INPUT);
    }

    /**
     * Checks the labels of an input. A label's name becomes part of a header's, so it is one or more of NATS' header
     * name characters: printable ASCII without space and colon (ADR-4). Its value is any text.
     *
     * @throws IllegalArgumentException that names the label at fault, or the largest where together they are too large
     */
    public static void checkLabels(Map<String, String> labels) {
        int size = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            checkToken("the name of a label", label.getKey());
            if (!UnicodeText.isWellFormed(label.getValue())) {
                throw new IllegalArgumentException(
                        "the label " + Excerpt.of(label.getKey()) + " " + UnicodeText.HAS_NO_UTF_8);
            }
            size += size(label);
        }
        if (size > MAX_LABELS) {
            Map.Entry<String, String> largest =
                    Collections.max(labels.entrySet(), Comparator.comparingInt(HeaderLimits::size));
            throw new IllegalArgumentException("the labels take " + size + " bytes of header, at most " + MAX_LABELS
                    + " are possible; the largest is " + Excerpt.of(largest.getKey()) + " with " + size(largest));
        }
    }

    private static int size(Map.Entry<String, String> label) {
        return LogHeaders.fieldSize(
                LogHeaders.LABEL_PREFIX.length() + label.getKey().length(),
                PercentEncoding.encodedLength(label.getValue()));
    }

    /** Refuses what could not stand in a header's name. */
    static void checkToken(String what, String text) {
        boolean legal = !text.isEmpty();
        for (int i = 0; i < text.length() && legal; i++) {
            char c = text.charAt(i);
            legal = c > ' ' && c <= '~' && c != ':';
        }
        if (!legal) {
            throw new IllegalArgumentException(
                    what + " is printable ASCII without space and colon, not " + Excerpt.of(text));
        }
    }

    private static void checkText(String what, String text, int maxSize) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        if (!UnicodeText.isWellFormed(text)) {
            throw new IllegalArgumentException("the " + what + " " + Excerpt.of(text) + " " + UnicodeText.HAS_NO_UTF_8);
        }
        int size = PercentEncoding.encodedLength(text);
        if (size > maxSize) {
            throw new IllegalArgumentException("the " + what + " " + Excerpt.of(text) + " takes " + size
                    + " bytes of header, at most " + maxSize + " are possible");
        }
    }
}
