package io.tailrace.agent.copies;

import io.tailrace.agent.content.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Whether bytes that are seen in their order have all of some probes. */
final class ProbeRun {

    private static final class Open {

        private final Probe probe;
        private final CRC32C crc = new CRC32C();

        Open(Probe probe) {
            this.probe = probe;
        }
    }

    private final List<Open> open = new ArrayList<>();
    private boolean failed;

    ProbeRun(List<Probe> probes) {
        probes.stream().filter(probe -> probe.length() > 0).distinct().forEach(probe -> open.add(new Open(probe)));
    }

    /** Some more bytes. */
    void see(byte[] bytes, int length, long offset) {
        open.removeIf(one -> {
            Probe probe = one.probe;
            long from = Math.max(probe.start(), offset);
            long to = Math.min(probe.end(), offset + length);
            if (from < to) {
                one.crc.update(bytes, (int) (from - offset), (int) (to - from));
            }
            boolean done = offset + length >= probe.end();
            failed |= done && (int) one.crc.getValue() != probe.crc();
            return done;
        });
    }

    /** Whether one of them was something else. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether all of them were there. */
    boolean isComplete() {
        return open.isEmpty() && !failed;
    }
}
