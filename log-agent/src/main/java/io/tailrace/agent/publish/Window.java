package io.tailrace.agent.publish;

import io.tailrace.agent.source.Source;

/**
 * What may be sent and not yet acknowledged, over all sources. While others wait, one source takes a quarter at most.
 * Only the shipping thread touches it.
 */
final class Window {

    private static final int SHARE = 4;

    private final int maxMessages;
    private final long maxBytes;
    private int messages;
    private long bytes;

    /**
     * @param maxMessages at least 1
     * @param maxBytes payload bytes; one message may go beyond it, so that a large one is not stuck for ever
     */
    Window(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    boolean hasRoomFor(Source source, boolean othersWait) {
        if (messages >= maxMessages || bytes >= maxBytes) {
            return false;
        }
        return !othersWait
                || source.inFlightMessages() == 0
                || (source.inFlightMessages() < maxMessages / SHARE && source.inFlightBytes() < maxBytes / SHARE);
    }

    void take(Outgoing message) {
        messages++;
        bytes += message.size();
    }

    void giveBack(Outgoing message) {
        messages--;
        bytes -= message.size();
    }

    int messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }
}
