package io.tailrace.protocol;

/**
 * Where a host's messages go: {@code <prefix>.p<partition>.<host>}, the host escaped so that it can be read back and no
 * two hosts collide.
 *
 * @param prefix one or more subject tokens of printable ASCII, {@code logs} by default
 * @param partition from 0
 * @param host the host's unescaped name, not empty
 */
public record Subject(String prefix, int partition, String host) {

    public Subject {
        checkPrefix(prefix);
        if (partition < 0) {
            throw new IllegalArgumentException("a partition is numbered from 0, not " + partition);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a subject needs a host name");
        }
        UnicodeText.requireWellFormedHost(host);
    }

    /** The subject that a host publishes to. */
    public static Subject of(String prefix, Partitioning partitioning, String host) {
        return new Subject(prefix, partitioning.of(host), host);
    }

    /** The subject filter of everything in one partition: {@code <prefix>.p<partition>.>}. */
    public static String filter(String prefix, int partition) {
        return prefix + ".p" + partition + ".>";
    }

    /**
     * Reads a subject back.
     *
     * @throws IllegalArgumentException when the text is not a subject under this prefix in its one escaped form
     */
    public static Subject parse(String prefix, String text) {
        int partitionStart = prefix.length() + 2;
        int dot = text.indexOf('.', partitionStart);
        if (dot < 0 || !text.startsWith(prefix) || !text.startsWith(".p", prefix.length())) {
            throw new IllegalArgumentException(
                    Excerpt.of(text) + " is not a subject " + prefix + ".p<partition>.<host>");
        }
        return new Subject(
                prefix, parsePartition(text, partitionStart, dot), HostEscape.unescape(text.substring(dot + 1)));
    }

    private static int parsePartition(String text, int from, int to) {
        long partition;
        try {
            partition = Offsets.parse(text, from, to);
        } catch (IllegalArgumentException e) {
            partition = Long.MAX_VALUE;
        }
        if (partition > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    Excerpt.of(text) + " has no partition from 0 to " + Integer.MAX_VALUE + " in plain digits");
        }
        return (int) partition;
    }

    private static void checkPrefix(String prefix) {
        boolean tokenBegins = true;
        for (int i = 0; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            boolean dot = c == '.';
            if (c <= ' ' || c > '~' || c == '*' || c == '>' || (dot && tokenBegins)) {
                throw notAPrefix(prefix);
            }
            tokenBegins = dot;
        }
        if (tokenBegins) {
            throw notAPrefix(prefix);
        }
    }

    private static IllegalArgumentException notAPrefix(String prefix) {
        return new IllegalArgumentException(
                "a subject prefix is tokens of printable ASCII joined by single dots, without * and >, not "
                        + Excerpt.of(prefix));
    }

    /** The subject as NATS takes it. */
    @Override
    public String toString() {
        return prefix + ".p" + partition + "." + HostEscape.escape(host);
    }
}
