package io.tailrace.protocol;

/**
 * A host's name as one token: {@code web-7.example.com} is {@code web-7_example_com}. It names what belongs to one host and
 * must not have a dot in it: the host's keys in the bucket of inventories, the consumer that its agent reads back
 * with, its inbox prefix. No two hosts share one.
 */
public final class HostToken {

    private HostToken() {}

    /** The token of an unescaped host name. */
    public static String of(String host) {
        return HostEscape.escape(host).replace("_", "=5F").replace('.', '_');
    }

    /**
     * The unescaped host name of a token.
     *
     * @throws IllegalArgumentException when the text is no host's token
     */
    public static String host(String token) {
        String host = HostEscape.unescape(token.replace('_', '.').replace("=5F", "_"));
        if (host.isEmpty() || !of(host).equals(token)) {
            throw new IllegalArgumentException(Excerpt.of(token) + " is no host's token");
        }
        return host;
    }
}
