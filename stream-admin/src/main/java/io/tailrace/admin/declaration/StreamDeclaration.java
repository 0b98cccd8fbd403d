package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream as it is wanted.
 *
 * @param key where it is declared, {@code tailrace.admin.streams[0]}
 * @param config the declared fields in the server's JSON, {@code name} among them; not to be changed
 * @param marks metadata that Tailrace writes into streams that it creates. A stream without them is no different: it
 *     may be older, or made by hand with the command line tool. A stream with another value is
 * @param consumers the durable consumers that it is to have
 * @param reclaim when to purge what has been acknowledged, null for never
 */
public record StreamDeclaration(
        String key,
        ObjectNode config,
        Map<String, String> marks,
        List<ConsumerDeclaration> consumers,
        @Nullable Reclaim reclaim) {

    public StreamDeclaration {
        marks = Map.copyOf(marks);
        consumers = List.copyOf(consumers);
    }

    /** The stream's name. */
    public String name() {
        return config.path("name").asString();
    }

    /** What to ask the server for: the declared fields, our defaults where they aren't the server's, and the marks. */
    public ObjectNode creation() {
        ObjectNode request = config.deepCopy();
        Field direct = StreamFields.ALLOW_DIRECT;
        JsonNode undeclared = direct.undeclared().apply(config);
        if (undeclared != null && !request.has(direct.json())) {
            request.set(direct.json(), undeclared);
        }
        if (!marks.isEmpty()) {
            ObjectNode metadata = request.withObject(StreamFields.METADATA.json());
            new TreeMap<>(marks).forEach((mark, value) -> {
                if (!metadata.has(mark)) {
                    metadata.put(mark, value);
                }
            });
        }
        return request;
    }
}
