package io.tailrace.agent.publish;

import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
import java.util.Map;

/**
 * What a stream has to be so that an agent can publish to it.
 *
 * @param stream its name
 * @param subject the host's own
 * @param partitions of the fleet
 */
record StreamTerms(String stream, Subject subject, int partitions) {

    // Headers of a path of usual length, and a line.
    private static final int SMALLEST_MESSAGE = 1024;

    /**
     * Checks what the stream is.
     *
     * @return the largest headers and payload together that it takes, in bytes
     * @throws LinkException when it would not do, with what the operator can change
     */
    long check(StreamConfiguration configuration) throws LinkException {
        if (configuration.getRetentionPolicy() == RetentionPolicy.WorkQueue) {
            throw new LinkException("stream " + stream + " has retention work-queue, from which an agent can't read"
                    + " back what it sent; make it limits or interest");
        }
        Map<String, String> metadata = configuration.getMetadata();
        String planned = metadata == null ? null : metadata.get(Partitioning.STREAM_METADATA_KEY);
        if (planned != null && !planned.equals(Integer.toString(partitions))) {
            throw new LinkException("stream " + stream + " is for " + planned
                    + " partitions and tailrace.partitions is " + partitions + "; make them equal");
        }
        if (configuration.getSubjects().stream().noneMatch(filter -> matches(filter, subject.toString()))) {
            throw new LinkException("stream " + stream + " holds " + configuration.getSubjects() + " and not " + subject
                    + "; declare that subject, or correct tailrace.stream or tailrace.subject-prefix");
        }
        int largest = configuration.getMaximumMessageSize();
        if (largest > 0 && largest < SMALLEST_MESSAGE) {
            throw new LinkException("stream " + stream + " has max-msg-size " + largest
                    + ", which leaves no room beside the headers; make it " + SMALLEST_MESSAGE + " or more");
        }
        return largest <= 0 ? Long.MAX_VALUE : largest;
    }

    /**
     * Checks which stream took a message.
     *
     * @throws LinkException when it is another one: each message would be one more in a stream of others
     */
    void checkStream(String taker) throws LinkException {
        if (!taker.equals(stream)) {
            throw new LinkException(
                    "subject " + subject + " belongs to stream " + taker + ", tailrace.stream says " + stream);
        }
    }

    /** Whether a subject filter with NATS' wildcards, {@code *} for a token and {@code >} for the rest, holds a subject. */
    static boolean matches(String filter, String subject) {
        String[] wanted = filter.split("\\.", -1);
        String[] tokens = subject.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (i >= tokens.length) {
                return false;
            }
            if (wanted[i].equals(">")) {
                return true;
            }
            if (!wanted[i].equals("*") && !wanted[i].equals(tokens[i])) {
                return false;
            }
        }
        return wanted.length == tokens.length;
    }
}
