package io.tailrace.agent.operations;

import io.tailrace.agent.source.Source;

/**
 * One source as the endpoint shows it.
 *
 * @param id its id
 * @param path where the file was found when the source was first seen
 * @param currentPath where it was found last
 * @param input what matched it
 * @param state followed, rotated, searched, copied or sealed
 * @param from offset that it is shipped from
 * @param size of the file, in bytes
 * @param read offset up to which it was read
 * @param acked offset up to which the stream has it
 * @param lagBytes {@code size - acked}
 * @param lagSeconds how long the stream has not had all of it
 */
record SourceReport(
        String id,
        String path,
        String currentPath,
        String input,
        String state,
        long from,
        long size,
        long read,
        long acked,
        long lagBytes,
        double lagSeconds) {

    static SourceReport of(Source source, long now) {
        return new SourceReport(
                source.origin().source().toString(),
                source.origin().path(),
                source.path().toString(),
                source.input().name(),
                SourceState.of(source).label(),
                source.origin().from(),
                source.size(),
                source.read(),
                source.acked(),
                source.lag(),
                source.lagNanos(now) / 1e9);
    }
}
