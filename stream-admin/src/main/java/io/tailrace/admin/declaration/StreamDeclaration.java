package io.tailrace.admin.declaration;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream as it is wanted.
 *
 * @param key where it is declared, {@code tailrace.admin.streams[0]}
 * @param config the declared fields in the server's JSON, {@code name} among them; not to be changed
 * @param marks metadata that Tailrace writes into streams that it creates. A stream without them is no different: it
 *     may be older, or made by hand with the command line tool. A stream with another value is
 */
public record StreamDeclaration(String key, ObjectNode config, Map<String, String> marks) {

    public StreamDeclaration {
        marks = Map.copyOf(marks);
    }

    /** The stream's name. */
    public String name() {
        return config.path("name").asString();
    }

    /** What to ask the server for: the declared fields, our defaults where they aren't the server's, and the marks. */
    public ObjectNode creation() {
        ObjectNode request = config.deepCopy();
        StreamField direct = StreamFields.ALLOW_DIRECT;
        JsonNode undeclared = direct.undeclared().apply(config);
        if (undeclared != null && !request.has(direct.json())) {
            request.set(direct.json(), undeclared);
        }
        if (!marks.isEmpty()) {
            ObjectNode metadata = request.withObject(StreamFields.METADATA.json());
            new TreeMap<>(marks).forEach(metadata::put);
        }
        return request;
    }

    /** The same stream with everything declared that its creation asks for. */
    public StreamDeclaration asCreated() {
        return new StreamDeclaration(key, creation(), Map.of());
    }
}
