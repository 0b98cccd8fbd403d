package io.tailrace.admin.declaration;

import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a field's configured value becomes the server's JSON, and how the JSON is shown to people. */
public final class FieldType {
    /** How a value that is not set is shown. */
    public static final String NOT_SET = "not set";

    private static final String UNLIMITED = "unlimited";

    static final FieldType TEXT =
            new FieldType(NOT_SET, value -> json().stringNode(value.toString()), JsonNode::asString);

    static final FieldType FLAG =
            new FieldType("false", value -> json().booleanNode((Boolean) value), JsonNode::asString);

    static final FieldType COUNT =
            new FieldType(UNLIMITED, value -> json().numberNode((Long) value), JsonNode::asString);

    static final FieldType DURATION = new FieldType(
            UNLIMITED,
            value -> json().numberNode(DurationText.parse(value.toString())),
            value -> DurationText.show(value.asLong()));

    static final FieldType SIZE = new FieldType(
            UNLIMITED,
            value -> json().numberNode(SizeText.parse(value.toString())),
            value -> SizeText.show(value.asLong()));

    static final FieldType TEXTS = new FieldType(NOT_SET, FieldType::texts, FieldType::showTexts);

    static final FieldType TEXT_BY_KEY = new FieldType(NOT_SET, FieldType::textByKey, JsonNode::toString);

    private final String unset;
    private final Function<Object, JsonNode> toJson;
    private final Function<JsonNode, String> show;

    private FieldType(String unset, Function<Object, JsonNode> toJson, Function<JsonNode, String> show) {
        this.unset = unset;
        this.toJson = toJson;
        this.show = show;
    }

    /**
     * The server's JSON of a configured value; durations become nanoseconds.
     *
     * @throws IllegalArgumentException which says what would be accepted
     */
    JsonNode toJson(Object value) {
        return toJson.apply(value);
    }

    /** A value that is set, the way people write it: {@code 1d}, not 86400000000000. */
    public String show(JsonNode value) {
        return show.apply(value);
    }

    /** The text of a value that is not set, which for a limit means that there is none. */
    public String unset() {
        return unset;
    }

    private static JsonNodeFactory json() {
        return JsonNodeFactory.instance;
    }

    private static ArrayNode texts(Object value) {
        ArrayNode array = json().arrayNode();
        ((Collection<?>) value).forEach(text -> array.add(text.toString()));
        return array;
    }

    private static ObjectNode textByKey(Object value) {
        ObjectNode object = json().objectNode();
        ((Map<?, ?>) value).forEach((key, text) -> object.put(key.toString(), text.toString()));
        return object;
    }

    private static String showTexts(JsonNode value) {
        StringJoiner joined = new StringJoiner(", ");
        value.forEach(text -> joined.add(text.asString()));
        return joined.toString();
    }
}
