package io.tailrace.protocol;

import java.nio.charset.StandardCharsets;

/**
 * How the fleet's hosts are divided: a host is always in the one partition that its name hashes to.
 *
 * @param count number of partitions of the whole fleet, at least 1
 */
public record Partitioning(int count) {

    /** Key in a stream's metadata whose value is the number of partitions that its subjects have, in decimal. */
    public static final String STREAM_METADATA_KEY = "io.tailrace.partitions";

    private static final int FNV1A_32_OFFSET_BASIS = 0x811c9dc5;
    private static final int FNV1A_32_PRIME = 0x01000193;

    public Partitioning {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least 1 partition, not " + count);
        }
    }

    /**
     * The partition of a host, in {@code [0, count)}: the FNV-1a 32 hash of the unescaped name's UTF-8 bytes, modulo
     * the count. nats-server's {@code partition(n, ...)} subject mapping has the same hash, but hashes the tokens it is
     * given without the dots between them: it agrees for a name without a dot only.
     *
     * @throws IllegalArgumentException when the name holds an unpaired surrogate
     */
    public int of(String host) {
        UnicodeText.requireWellFormedHost(host);
        return Integer.remainderUnsigned(fnv1a32(host.getBytes(StandardCharsets.UTF_8)), count);
    }

    static int fnv1a32(byte[] bytes) {
        int hash = FNV1A_32_OFFSET_BASIS;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV1A_32_PRIME;
        }
        return hash;
    }
}
