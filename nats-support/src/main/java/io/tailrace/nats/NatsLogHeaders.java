package io.tailrace.nats;

import io.nats.client.impl.Headers;
import io.tailrace.protocol.LogHeaders;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A received message's headers as the wire contract looks at them. */
public final class NatsLogHeaders implements LogHeaders.Source {

    private final @Nullable Headers headers;

    /** @param headers null for a message without any */
    public NatsLogHeaders(@Nullable Headers headers) {
        this.headers = headers;
    }

    @Override
    public List<String> values(String name) {
        List<String> values = headers == null ? null : headers.get(name);
        return values == null ? List.of() : values;
    }

    @Override
    public Set<String> names() {
        return headers == null ? Set.of() : headers.keySet();
    }
}
