package io.tailrace.admin.declaration;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of a stream's configuration.
 *
 * @param json the server's name of it
 * @param type how it is read and shown
 * @param accepted the only values a text may have, empty for any
 * @param undeclared given the rest of the configuration, what the field is where nobody declares it; null for not set
 */
public record StreamField(
        String json, FieldType type, Set<String> accepted, Function<JsonNode, @Nullable JsonNode> undeclared) {

    static StreamField of(String json, FieldType type) {
        return new StreamField(json, type, Set.of(), rest -> null);
    }

    StreamField accepting(String... values) {
        return new StreamField(json, type, Set.of(values), undeclared);
    }

    StreamField undeclared(JsonNode value) {
        return undeclaredFrom(rest -> value);
    }

    StreamField undeclaredFrom(Function<JsonNode, @Nullable JsonNode> rule) {
        return new StreamField(json, type, accepted, rule);
    }
}
