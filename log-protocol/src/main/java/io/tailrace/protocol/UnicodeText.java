package io.tailrace.protocol;

/**
 * Text that has a UTF-8 form. A Java string may hold unpaired surrogates, which have none: encoding would make each of
 * them a {@code ?}, and names that differ would become one. So they are refused where text enters the contract.
 */
final class UnicodeText {

    /** Ends the complaint about a text that is not. */
    static final String HAS_NO_UTF_8 = "holds an unpaired surrogate, which has no UTF-8 form";

    private UnicodeText() {}

    /** Whether every surrogate of the text is one of a pair. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Refuses a host's name that is not. */
    static void requireWellFormedHost(String host) {
        if (!isWellFormed(host)) {
            throw new IllegalArgumentException("the host name " + Excerpt.of(host) + " " + HAS_NO_UTF_8);
        }
    }
}
