package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.FieldTable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one form of what a server may write in several ways. Every limit of NATS is unlimited at 0 and below and every
 * switch is off where it is absent, so all of these are "not set": null, false, 0, -1, "", {}, [], and a field's word
 * for it, and Go's zero time.
 */
public final class Canonical {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Canonical() {}

    /** All values that are set, by their path: {@code consumer_limits.max_ack_pending}. */
    public static Map<String, JsonNode> leaves(FieldTable table, JsonNode object) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect(table, "", object, leaves);
        return leaves;
    }

    private static void collect(FieldTable table, String path, JsonNode object, Map<String, JsonNode> leaves) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(table, name, entry.getValue(), leaves);
                continue;
            }
            JsonNode value = value(table.at(name), entry.getValue());
            if (value != null) {
                leaves.put(name, value);
            }
        }
    }

    /** The form of one value, null for not set. */
    public static @Nullable JsonNode value(@Nullable Field field, @Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? node : null;
        }
        if (node.isString()) {
            return text(field, node);
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong() <= 0 ? null : JSON.numberNode(node.asLong());
        }
        if (node instanceof ArrayNode array) {
            return array.isEmpty() ? null : list(field, array);
        }
        return node instanceof ObjectNode object ? object(field, object) : node;
    }

    private static @Nullable JsonNode text(@Nullable Field field, JsonNode node) {
        String text = node.asString();
        if (text.isEmpty() || (field != null && text.equals(field.unset()))) {
            return null;
        }
        if (field != null && field.type().isTime()) {
            try {
                Instant time = Instant.parse(text);
                return time.isBefore(Instant.EPOCH) ? null : JSON.stringNode(time.toString());
            } catch (DateTimeParseException unreadable) {
                return node;
            }
        }
        return node;
    }

    private static @Nullable JsonNode object(@Nullable Field field, ObjectNode object) {
        FieldTable table = field == null ? null : field.type().fields();
        ObjectNode copy = JSON.objectNode();
        TreeMap<String, JsonNode> byName = new TreeMap<>();
        object.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
        // By name, so that equal objects have equal texts.
        byName.forEach((name, value) -> {
            JsonNode canonical = value(table == null ? null : table.named(name), value);
            if (canonical != null) {
                copy.set(name, canonical);
            }
        });
        return copy.isEmpty() ? null : copy;
    }

    /** No list has an order that means something, except for one of durations. */
    private static ArrayNode list(@Nullable Field field, ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        for (JsonNode element : array) {
            JsonNode canonical = value(field, element);
            if (canonical != null) {
                elements.add(canonical);
            }
        }
        if (!array.get(0).isNumber()) {
            elements.sort(Comparator.comparing(JsonNode::toString));
        }
        return JSON.arrayNode().addAll(elements);
    }
}
