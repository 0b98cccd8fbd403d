package io.tailrace.protocol;

/**
 * Where a host's messages go: {@code <prefix>.p<partition>.<host>}, the host escaped so that it can be read back and no
 * two hosts collide.
 *
 * @param prefix one or more subject tokens, {@code logs} by default
 * @param partition from 0
 * @param host the host's unescaped name, not empty
 */
public record Subject(String prefix, int partition, String host) {

    public Subject {
        if (partition < 0) {
            throw new IllegalArgumentException("a partition is numbered from 0, not " + partition);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a subject needs a host name");
        }
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
     * @throws IllegalArgumentException when the text is not a subject under this prefix
     */
    public static Subject parse(String prefix, String text) {
        int partitionStart = prefix.length() + 2;
        int dot = text.indexOf('.', partitionStart);
        if (!text.startsWith(prefix + ".p") || dot < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not a subject " + prefix + ".p<partition>.<host>");
        }
        long partition = Offsets.parse(text, partitionStart, dot);
        if (partition > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("\"" + text + "\" has a partition beyond " + Integer.MAX_VALUE);
        }
        return new Subject(prefix, (int) partition, HostEscape.unescape(text.substring(dot + 1)));
    }

    /** The subject as NATS takes it. */
    @Override
    public String toString() {
        return prefix + ".p" + partition + "." + HostEscape.escape(host);
    }
}
