package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.content.Content;
import java.io.IOException;
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
     * @param read offset that the file was read to
     * @param tail what was read just before it
     */
    void update(Content file, long read, Tail tail) {
        if (read > 0 && fingerprint.offset() == read && fingerprint.tail() == tail.crc()) {
            return;
        }
        try {
            Fingerprint now = Fingerprint.of(file, read > 0 ? read : Math.min(file.size(), Fingerprint.LENGTH));
            // A file that was cut since holds other bytes by now. The fingerprint before tells that it did.
            if (read == 0 || now.tail() == tail.crc()) {
                fingerprint = now;
            }
        } catch (IOException e) {
            log.debug("cut short since it was read: {}", e.toString());
        }
    }
}
