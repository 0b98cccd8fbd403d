package io.tailrace.agent.checkpoint;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoint says of one source.
 *
 * @param origin what its messages say about it
 * @param lastPath where its file was last seen
 * @param key inode and device of its file
 * @param birth when the file was created, null where the file system does not say
 * @param acked contiguously acknowledged offset, in bytes
 * @param beyond ranges behind it that are acknowledged as well, in order
 * @param firstSequence of the first message of it that was acknowledged, 0 when that is not known
 * @param sequence of the last message of it that was acknowledged, 0 for none
 * @param size how far the file was seen to reach: what lies between is lost if the file is not found again
 * @param fingerprint of the bytes that were read, or of those that the file begins with
 * @param ending how it ended, null while it goes on
 * @param sealed whether the stream has acknowledged the seal of that ending
 * @param rest the copy that it is read on from since its file has its bytes no more, null where that is not so
 */
public record CheckpointEntry(
        Origin origin,
        String lastPath,
        FileKey key,
        @Nullable Instant birth,
        long acked,
        List<Span> beyond,
        long firstSequence,
        long sequence,
        long size,
        Fingerprint fingerprint,
        @Nullable Ending ending,
        boolean sealed,
        @Nullable Copy rest) {

    public CheckpointEntry {
        // Written by an agent that kept none of these.
        beyond = beyond == null ? List.of() : List.copyOf(beyond);
    }

    /**
     * What goes on with the same file as another source, which is shipped from what was acknowledged of this one.
     *
     * @param id the other one's
     * @param from the offset that it is shipped from
     * @param how how it has ended already, null when it goes on
     * @param isSealed whether nothing has to be said of that
     */
    public CheckpointEntry successor(SourceId id, long from, @Nullable Ending how, boolean isSealed) {
        Origin next = new Origin(id, origin.path(), origin.input(), origin.delivery(), from, origin.labels());
        return new CheckpointEntry(
                next,
                lastPath,
                key,
                birth,
                from,
                List.of(),
                0,
                0,
                size,
                fingerprint,
                how,
                isSealed,
                rest == null ? null : rest.of(id));
    }

    /**
     * The end of a source.
     *
     * @param reason why it ended
     * @param length its final length in bytes
     */
    public record Ending(SealReason reason, long length) {}
}
