package io.tailrace.protocol;

/** Text of a stranger in a message of ours: quoted, short, and without what a log or a terminal would act upon. */
final class Excerpt {

    private static final int MAX_CHARS = 64;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder excerpt = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), MAX_CHARS); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                excerpt.append(c);
            } else {
                excerpt.append(String.format("\\u%04x", (int) c));
            }
        }
        excerpt.append('"');
        if (text.length() > MAX_CHARS) {
            excerpt.append("... (").append(text.length()).append(" characters)");
        }
        return excerpt.toString();
    }
}
