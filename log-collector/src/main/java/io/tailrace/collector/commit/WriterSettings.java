package io.tailrace.collector.commit;

import io.tailrace.collector.ack.AckPolicy;

/**
 * What a writer has to keep to.
 *
 * @param subjectPrefix of all subjects
 * @param limits when a batch ends
 * @param policy what is acknowledged
 * @param minFreeBytes below this much room on the archive's disk nothing is written
 * @param queueBytes what may wait for the writer, in bytes
 * @param openFiles how many archive files are kept open
 * @param cachedPieces how much is kept in memory of sources that have nothing uncommitted, in pieces of sources
 */
public record WriterSettings(
        String subjectPrefix,
        CommitLimits limits,
        AckPolicy policy,
        long minFreeBytes,
        long queueBytes,
        int openFiles,
        int cachedPieces) {}
