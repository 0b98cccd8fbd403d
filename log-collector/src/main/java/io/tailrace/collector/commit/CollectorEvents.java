package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.GapReason;

/** What happens in the writer, for those who count. Called by its thread, so an implementation must be quick. */
public interface CollectorEvents {

    /** What became of a message. */
    enum Outcome {
        /** At least one of its bytes was new and is archived. */
        ARCHIVED,
        /** Everything it holds was archived before. */
        DUPLICATE,
        /** It has no span; its lines were appended to its host's plain file. */
        PLAIN,
        /** It sealed a source. */
        SEAL,
        /** It is an agent's mark and holds nothing. */
        BARRIER,
        /** It can't be archived and is kept as a dead letter. */
        DEAD_LETTER
    }

    /**
     * A message was handled; it is not durable yet.
     *
     * @param archivedBytes how many of its bytes were new
     * @param archivedLines line ends among them
     */
    void handled(Outcome outcome, long archivedBytes, long archivedLines);

    /** A message became a dead letter. */
    void deadLetter(DeadLetter.Reason reason);

    /** Bytes were found to be missing; that is durable. */
    void gap(GapReason reason, long bytes);

    /**
     * A commit is durable.
     *
     * @param files number of archive files that were written
     * @param nanos how long it took
     */
    void committed(int files, long nanos);

    /**
     * Spans are durable.
     *
     * @param readMicros when each was read on its host, microseconds since 1970
     */
    void durable(long[] readMicros);
}
