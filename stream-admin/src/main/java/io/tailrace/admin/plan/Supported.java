package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.FieldTable;
import io.tailrace.admin.declaration.ServerVersion;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a configuration a server knows.
 *
 * @param config without what it doesn't know: old servers drop that silently, new ones refuse the request
 * @param missing the paths of what is left out, with the version that has it
 */
record Supported(ObjectNode config, Map<String, ServerVersion> missing) {

    static Supported of(FieldTable table, ObjectNode config, ServerVersion server) {
        Map<String, ServerVersion> missing = new TreeMap<>();
        return new Supported(copy(table, "", config, server, missing), missing);
    }

    private static ObjectNode copy(
            FieldTable table,
            String path,
            ObjectNode config,
            ServerVersion server,
            Map<String, ServerVersion> missing) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        config.properties().forEach(entry -> {
            Field field = table.named(entry.getKey());
            JsonNode value = entry.getValue();
            String at = path + entry.getKey();
            if (field != null && !server.atLeast(field.since())) {
                // What isn't set anyway is not missed.
                if (Canonical.value(field, value) != null) {
                    missing.put(at, field.since());
                }
            } else {
                copy.set(entry.getKey(), inner(field, at, value, server, missing));
            }
        });
        return copy;
    }

    private static JsonNode inner(
            @Nullable Field field,
            String at,
            JsonNode value,
            ServerVersion server,
            Map<String, ServerVersion> missing) {
        FieldTable table = field == null ? null : field.type().fields();
        if (table != null && value instanceof ObjectNode object) {
            return copy(table, at + ".", object, server, missing);
        }
        if (table != null && value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> list.add(copy(table, at + ".", (ObjectNode) element, server, missing)));
            return list;
        }
        return value;
    }
}
