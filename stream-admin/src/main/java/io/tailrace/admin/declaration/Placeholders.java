package io.tailrace.admin.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code {partition}} in names, subjects and whatever else is a text. */
final class Placeholders {

    private static final String PARTITION = "{partition}";

    private Placeholders() {}

    static boolean in(String text) {
        return text.contains(PARTITION);
    }

    static String fill(String text, int partition) {
        return text.replace(PARTITION, Integer.toString(partition));
    }

    /** A copy with the partition in place of each placeholder. */
    static JsonNode fill(JsonNode node, int partition) {
        if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(fill(node.asString(), partition));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(fill(element, partition)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), fill(entry.getValue(), partition)));
            return copy;
        }
        return node;
    }

    /** A copy in which each text of the list that has a placeholder is there once a partition. */
    static void spread(ObjectNode config, String list, List<Integer> partitions) {
        if (!(config.get(list) instanceof ArrayNode texts)) {
            return;
        }
        ArrayNode spread = JsonNodeFactory.instance.arrayNode();
        for (JsonNode text : texts) {
            if (in(text.asString())) {
                partitions.forEach(partition -> spread.add(fill(text.asString(), partition)));
            } else {
                spread.add(text);
            }
        }
        config.set(list, spread);
    }

    /**
     * The partitions that a text names: {@code all}, or {@code 0-7,12}; all where it is null.
     *
     * @throws InvalidDeclarationException where one of them is not among the fleet's
     */
    static List<Integer> partitions(String key, @Nullable String text, int count) {
        TreeSet<Integer> named = new TreeSet<>();
        for (String part : (text == null || text.strip().equals("all") ? "0-" + (count - 1) : text).split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            try {
                int first = Integer.parseInt(ends[0].strip());
                int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
                if (ends.length > 2 || first < 0 || last < first || last >= count) {
                    throw new NumberFormatException();
                }
                for (int partition = first; partition <= last; partition++) {
                    named.add(partition);
                }
            } catch (NumberFormatException notOne) {
                throw new InvalidDeclarationException(
                        key,
                        text,
                        "is not accepted: use all, or partitions from 0 to " + (count - 1) + ", as in 0-7,12");
            }
        }
        return new ArrayList<>(named);
    }
}
