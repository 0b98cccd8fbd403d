package io.tailrace.collector.commit;

import io.tailrace.protocol.LogHeaders;

/**
 * One message as it was delivered.
 *
 * @param run the run it belongs to
 * @param sequence its sequence in the stream
 * @param timestampNanos its time in the stream, nanoseconds since 1970
 * @param subject where it was published to
 * @param headers as received
 * @param payload as received; nobody changes it
 * @param replySubject where it is acknowledged
 */
// Nobody compares deliveries; the array is handed on as jnats gives it.
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(
        Run run,
        long sequence,
        long timestampNanos,
        String subject,
        LogHeaders.Source headers,
        byte[] payload,
        String replySubject) {

    // What an entry of the queue takes besides its payload, roughly: objects, headers, subjects.
    private static final int OVERHEAD = 1024;

    /** What it takes of memory, in bytes, roughly. */
    long size() {
        return OVERHEAD + (long) payload.length;
    }
}
