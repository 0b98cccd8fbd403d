package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file of the checkpoint shall be known again by: the fingerprint of all that was read of it, whether it was
 * acknowledged or not, since what was sent may have reached the stream. Before anything was read it is that of what the
 * file begins with. Only the shipping thread touches it.
 */
final class Recognition {

    private static final Logger log = LoggerFactory.getLogger(Recognition.class);

    private Fingerprint fingerprint;

    /**
     * @param fingerprint what it was known again by, {@link Fingerprint#EMPTY} for a file that is new
     */
    Recognition(Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** What was taken last. */
    Fingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * Takes the fingerprint again where there is more to take it of.
     *
     * @param content the bytes, null when nothing has them any more
     * @param beginning what they begin with
     * @param read offset that the file was read to
     * @param tail what was read just before it
     */
    void update(@Nullable Content content, Probe beginning, long read, Tail tail) {
        if (read > 0 && fingerprint.offset() == read && fingerprint.tail() == tail.crc()) {
            return;
        }
        if (content != null && content.mayChange()) {
            take(content, read, tail);
        } else {
            conclude(beginning, read, tail);
        }
    }

    private void take(Content content, long read, Tail tail) {
        try {
            Fingerprint now = Fingerprint.of(content, read > 0 ? read : Math.min(content.size(), Fingerprint.LENGTH));
            // A file that was cut since holds other bytes by now. The fingerprint before tells that it did.
            if (read == 0 || now.tail() == tail.crc()) {
                fingerprint = now;
            }
        } catch (IOException e) {
            log.debug("cut short since it was read: {}", e.toString());
        }
    }

    /** Without reading, from what was seen when it was read. */
    private void conclude(Probe beginning, long read, Tail tail) {
        long length = Math.min(read, Fingerprint.LENGTH);
        boolean headKnown = fingerprint.offset() >= length || beginning.length() >= length;
        if (read <= fingerprint.offset() || tail.length() < length || !headKnown) {
            return;
        }
        int head;
        if (read <= Fingerprint.LENGTH) {
            head = tail.crc();
        } else {
            head = fingerprint.offset() >= length ? fingerprint.head() : beginning.crc();
        }
        fingerprint = new Fingerprint(read, head, tail.crc());
    }
}
