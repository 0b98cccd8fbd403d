package io.tailrace.collector.ledger;

/**
 * What was seen of a source besides its bytes.
 *
 * @param acked up to where the broker had acknowledged it to its agent, as far as that is proved
 * @param firstOffset where the first span began that was seen of it, {@link #NOTHING_SEEN} for none
 * @param isOlder whether it may have sent bytes before this collector began; then those before the first offset aren't
 *     missed
 * @param behindSequence what of it is found to be missing was behind this in the stream, as far as that can be told
 * @param epoch of the partition when its message there was processed
 */
public record SourceProgress(long acked, long firstOffset, boolean isOlder, long behindSequence, int epoch) {

    /** In place of an offset. */
    public static final long NOTHING_SEEN = -1;

    static SourceProgress none(boolean isOlder, int epoch) {
        return new SourceProgress(0, NOTHING_SEEN, isOlder, 0, epoch);
    }

    /** The first offset whose byte is missed if it isn't there; none is where nothing was seen of an older source. */
    public long countsFrom(long from) {
        if (!isOlder) {
            return from;
        }
        return firstOffset == NOTHING_SEEN ? Long.MAX_VALUE : firstOffset;
    }

    SourceProgress withAcked(long offset) {
        return new SourceProgress(offset, firstOffset, isOlder, behindSequence, epoch);
    }

    SourceProgress withFirstOffset(long offset) {
        return new SourceProgress(acked, offset, isOlder, behindSequence, epoch);
    }

    SourceProgress withAge(boolean older) {
        return new SourceProgress(acked, firstOffset, older, behindSequence, epoch);
    }

    SourceProgress withTrail(long sequence, int newEpoch) {
        return new SourceProgress(acked, firstOffset, isOlder, sequence, newEpoch);
    }
}
