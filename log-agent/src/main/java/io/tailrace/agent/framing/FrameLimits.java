package io.tailrace.agent.framing;

/**
 * How large a message may be.
 *
 * @param maxBytes payload bytes, at least 1
 * @param maxLines lines, 0 for as many as fit
 */
public record FrameLimits(int maxBytes, int maxLines) {

    public FrameLimits {
        if (maxBytes < 1 || maxLines < 0) {
            throw new IllegalArgumentException("no message fits " + maxBytes + " bytes and " + maxLines + " lines");
        }
    }
}
