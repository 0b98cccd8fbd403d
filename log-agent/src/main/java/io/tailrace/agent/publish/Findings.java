package io.tailrace.agent.publish;

import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read back of a host's own subject. */
public final class Findings {

    private final Map<SourceId, Found> sources = new HashMap<>();
    private long messages;
    private @Nullable String otherInstance;

    void add(LogMessage message, long sequence) {
        messages++;
        if (message instanceof LogMessage.Content content) {
            add(content.origin(), message, sequence);
        } else if (message instanceof LogMessage.Seal seal) {
            add(seal.origin(), message, sequence);
        }
    }

    private void add(Origin origin, LogMessage message, long sequence) {
        sources.computeIfAbsent(origin.source(), id -> new Found()).add(message, sequence);
    }

    /** Whether a message is among it. */
    boolean has(Outgoing outgoing) {
        LogMessage message = outgoing.message();
        return of(outgoing.source().origin().source()).has(message);
    }

    void otherInstance(String instance) {
        otherInstance = instance;
    }

    /** What there is of a source. */
    public Found of(SourceId source) {
        return sources.getOrDefault(source, Found.NOTHING);
    }

    /** How many messages were read. */
    public long messages() {
        return messages;
    }

    /** Another agent that has begun to publish under this host name, null if none was seen to. */
    public @Nullable String otherInstance() {
        return otherInstance;
    }
}
