package io.tailrace.admin.plan;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is declared over what is there, so that an update leaves alone what nobody declared. */
final class Overlay {

    private static final String METADATA = "metadata";
    private static final String FILTER = "filter_subject";
    private static final String FILTERS = "filter_subjects";
    private static final List<String> SERVERS_OWN = List.of("_nats.ver", "_nats.level", "_nats.req.level");

    private Overlay() {}

    /** What is declared, without what is declared as not there. */
    static ObjectNode creation(ObjectNode declared) {
        return merge(JsonNodeFactory.instance.objectNode(), declared);
    }

    /** A copy of what is there with every declared field as declared. */
    static ObjectNode merge(ObjectNode actual, ObjectNode declared) {
        ObjectNode merged = actual.deepCopy();
        put(merged, declared);
        // The one excludes the other.
        if (declared.has(FILTERS) && !declared.has(FILTER)) {
            merged.remove(FILTER);
        } else if (declared.has(FILTER) && !declared.has(FILTERS)) {
            merged.remove(FILTERS);
        }
        if (merged.get(METADATA) instanceof ObjectNode metadata) {
            SERVERS_OWN.forEach(metadata::remove);
        }
        return merged;
    }

    /** {@code republish: {dest: ""}}. What is left of it would mean something else: everything. */
    private static boolean isTakenAway(String field, ObjectNode declared) {
        return !field.equals(METADATA) && !declared.isEmpty() && Canonical.value(null, declared) == null;
    }

    private static void put(ObjectNode into, ObjectNode declared) {
        for (Map.Entry<String, JsonNode> entry : declared.properties()) {
            JsonNode value = entry.getValue();
            if (value instanceof ObjectNode object && isTakenAway(entry.getKey(), object)) {
                into.remove(entry.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode inner =
                        into.get(entry.getKey()) instanceof ObjectNode there ? there : into.putObject(entry.getKey());
                put(inner, object);
                if (Canonical.value(null, inner) == null) {
                    into.remove(entry.getKey());
                }
            } else {
                into.set(entry.getKey(), value.deepCopy());
            }
        }
    }
}
