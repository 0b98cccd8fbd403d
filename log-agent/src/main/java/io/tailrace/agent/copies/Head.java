package io.tailrace.agent.copies;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** What a file begins with, read once to be compared with many. */
final class Head {

    private static final int LENGTH = 1024;

    private final ByteBuffer bytes;
    private final Map<Integer, Integer> crcs = new HashMap<>();

    private Head(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Head of(Content file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        file.fill(bytes, 0); // Or as far as it goes.
        return new Head(bytes.flip());
    }

    /** Whether one of the probes tells that the file begins otherwise. */
    boolean contradicts(List<Probe> probes) {
        for (Probe probe : probes) {
            if (probe.start() == 0 && probe.length() <= bytes.limit() && crc((int) probe.length()) != probe.crc()) {
                return true;
            }
        }
        return false;
    }

    private int crc(int length) {
        return crcs.computeIfAbsent(length, any -> {
            CRC32C crc = new CRC32C();
            crc.update(bytes.duplicate().limit(length));
            return (int) crc.getValue();
        });
    }
}
