package io.tailrace.admin.declaration;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a nats-server as far as it decides what the server can do.
 *
 * @param major 2 for every server with JetStream
 * @param minor 10 in 2.10.27
 */
public record ServerVersion(int major, int minor) implements Comparable<ServerVersion> {

    /** The oldest server that the suite is for; every field without a version of its own is older. */
    public static final ServerVersion OLDEST = new ServerVersion(2, 9);

    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

    /** Reads {@code 2.15.2} or {@code v2.12.0-RC.1}; {@link #OLDEST} where it is no version, so nothing is assumed. */
    public static ServerVersion parse(String text) {
        Matcher version = VERSION.matcher(text.strip());
        return version.matches()
                ? new ServerVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))
                : OLDEST;
    }

    static ServerVersion of(int minor) {
        return new ServerVersion(2, minor);
    }

    /** Whether this is the other version or a newer one. */
    public boolean atLeast(ServerVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Comparator.comparingInt(ServerVersion::major)
                .thenComparingInt(ServerVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
