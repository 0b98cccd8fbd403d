package io.tailrace.admin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The one form of what a server may write in several ways. Every limit of NATS is unlimited at 0 and below and every
 * switch is off where it is absent, so all of these are "not set": null, false, 0, -1, "", "none", {}, [].
 */
final class Canonical {

    private static final String NONE = "none";

    private Canonical() {}

    /** All values that are set, by their path: {@code consumer_limits.max_ack_pending}. */
    static Map<String, JsonNode> leaves(JsonNode object) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("", object, leaves);
        return leaves;
    }

    /** The form of one value, null for not set. */
    static @Nullable JsonNode value(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode() || (node.isContainer() && node.isEmpty())) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? node : null;
        }
        if (node.isString()) {
            return node.asString().isEmpty() || node.asString().equals(NONE) ? null : node;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong() <= 0 ? null : JsonNodeFactory.instance.numberNode(node.asLong());
        }
        return node instanceof ArrayNode array ? sorted(array) : node;
    }

    private static void collect(String path, JsonNode object, Map<String, JsonNode> leaves) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(name, entry.getValue(), leaves);
                continue;
            }
            JsonNode value = value(entry.getValue());
            if (value != null) {
                leaves.put(name, value);
            }
        }
    }

    /** No list in a stream's configuration has an order that means something. */
    private static ArrayNode sorted(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        elements.sort(Comparator.comparing(JsonNode::toString));
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
}
