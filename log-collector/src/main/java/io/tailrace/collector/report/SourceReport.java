package io.tailrace.collector.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is there of one source and what is not. Ranges are {@code <start>-<end>}, half-open, in bytes of the source.
 *
 * @param host unescaped host name
 * @param path where it was found
 * @param source its id
 * @param input the agent's input that matched it
 * @param delivery how it is sent
 * @param firstSeen when its agent saw it first
 * @param state how it is doing
 * @param from the offset that it is shipped from
 * @param agent what its agent says of it, null when it says nothing
 * @param file its archive file, relative to the archive's directory; null when nothing of it has come
 * @param archivedBytes how many of its bytes are in the archive
 * @param archived which
 * @param waiting ranges that can still come
 * @param gaps ranges that were in the stream and are not archived
 * @param lost ranges that its agent could not read, and that are not archived
 * @param presumed ranges that are in the archive file as far as that can be told
 * @param notCounted what it may have sent before this collector began, null when nothing
 * @param acked up to where it is proved to have been in the stream
 * @param sealed how it ended, null while it is open
 */
public record SourceReport(
        String host,
        String path,
        String source,
        String input,
        String delivery,
        Instant firstSeen,
        String state,
        long from,
        @Nullable Agent agent,
        @Nullable String file,
        long archivedBytes,
        List<String> archived,
        List<String> waiting,
        List<Missing> gaps,
        List<String> lost,
        List<String> presumed,
        @Nullable String notCounted,
        long acked,
        @Nullable Sealed sealed) {

    /**
     * What an agent says of a source.
     *
     * @param size how far its file was seen to reach
     * @param read the offset that it was read to
     * @param acked the offset that it was acknowledged to
     */
    public record Agent(long size, long read, long acked) {}

    /**
     * A range that is missing for good, unless it comes after all.
     *
     * @param range which
     * @param reason why
     * @param foundAt when that was found
     */
    public record Missing(String range, String reason, Instant foundAt) {}

    /**
     * How a source ended.
     *
     * @param reason why
     * @param length its final length in bytes
     */
    public record Sealed(String reason, long length) {}
}
