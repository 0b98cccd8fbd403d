package io.tailrace.collector.ledger;

/**
 * Where a source's messages were in the stream, some tens of them back. Acknowledgements lag behind, so what turns out to be
 * missing was sent a while before the message that proves it; what happened to the stream since then may be the reason.
 */
final class Trail {

    /** So many messages of a source are looked back on at least, and twice as many at most. */
    private static final int MESSAGES = 32;

    private long older;
    private int olderEpoch;
    private long newer;
    private int newerEpoch;
    private int count;

    /** One that goes on from what the ledger has. */
    Trail(long behindSequence, int epoch) {
        this.older = behindSequence;
        this.olderEpoch = epoch;
        this.newer = behindSequence;
        this.newerEpoch = epoch;
    }

    /**
     * Takes note of a message.
     *
     * @param isComplete whether the first message that was seen of the source is its first one
     */
    void pass(long sequence, int epoch, boolean isComplete) {
        if (newer == 0 && isComplete) {
            // Nothing of it was in the stream before.
            older = sequence - 1;
            olderEpoch = epoch;
            newer = older;
            newerEpoch = epoch;
        }
        count++;
        if (count % MESSAGES == 0) {
            older = newer;
            olderEpoch = newerEpoch;
            newer = sequence;
            newerEpoch = epoch;
        }
    }

    long behindSequence() {
        return older;
    }

    int epoch() {
        return olderEpoch;
    }
}
