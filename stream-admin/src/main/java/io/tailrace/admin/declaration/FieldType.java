package io.tailrace.admin.declaration;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a field's configured value becomes the server's JSON, and how the JSON is shown to people. */
public final class FieldType {
    /** How a value that is not set is shown. */
    public static final String NOT_SET = "not set";

    private static final String UNLIMITED = "unlimited";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static final FieldType TEXT = scalar(NOT_SET, JSON::stringNode, JsonNode::asString);
    static final FieldType SUBJECT = scalar(NOT_SET, FieldType::subject, JsonNode::asString);
    static final FieldType FLAG = scalar("false", FieldType::flag, JsonNode::asString);
    static final FieldType SIZE = scalar(UNLIMITED, FieldType::size, value -> SizeText.show(value.asLong()));
    static final FieldType TIME = scalar(NOT_SET, FieldType::time, JsonNode::asString);
    static final FieldType TEXTS = list(TEXT);
    static final FieldType SUBJECTS = list(SUBJECT);
    static final FieldType DURATIONS = list(duration(Duration.ofNanos(1), false));
    static final FieldType TEXT_BY_KEY = new FieldType(NOT_SET, null, FieldType::textByKey, JsonNode::toString);

    private final String unset;
    private final @Nullable FieldTable fields;
    private final Reader reader;
    private final Function<JsonNode, String> show;

    private FieldType(String unset, @Nullable FieldTable fields, Reader reader, Function<JsonNode, String> show) {
        this.unset = unset;
        this.fields = fields;
        this.reader = reader;
        this.show = show;
    }

    /** A whole number in a range; where -1 is in it, it is no limit. */
    static FieldType count(long least, long most) {
        return scalar(UNLIMITED, text -> wholeNumber(text, least, most), JsonNode::asString);
    }

    /** A duration that is at least this long. */
    static FieldType duration(Duration shortest, boolean unlimited) {
        return scalar(
                unlimited ? UNLIMITED : NOT_SET,
                text -> span(text, shortest, unlimited),
                value -> DurationText.show(value.asLong()));
    }

    /** An object with fields of its own. */
    static FieldType object(FieldTable fields) {
        return new FieldType(
                NOT_SET, fields, (path, value) -> RecordReader.read(path, (Record) value, fields), JsonNode::toString);
    }

    /** A list of such objects. */
    static FieldType objects(FieldTable fields) {
        return new FieldType(
                NOT_SET,
                fields,
                (path, value) -> {
                    ArrayNode array = JSON.arrayNode();
                    int index = 0;
                    for (Object element : (Collection<?>) value) {
                        array.add(RecordReader.read(path + "[" + index++ + "]", (Record) element, fields));
                    }
                    return array;
                },
                JsonNode::toString);
    }

    /**
     * The server's JSON of a configured value; durations become nanoseconds.
     *
     * @throws InvalidDeclarationException which says what would be accepted
     */
    JsonNode toJson(String path, Object value) {
        return reader.read(path, value);
    }

    /** A value that is set, the way people write it: {@code 1d}, not 86400000000000. */
    public String show(JsonNode value) {
        return show.apply(value);
    }

    /** The text of a value that is not set, which for a limit means that there is none. */
    public String unset() {
        return unset;
    }

    /** The fields of an object or of each object in a list, null for everything else. */
    public @Nullable FieldTable fields() {
        return fields;
    }

    /** Whether it is a point in time, which can be written in several ways. */
    public boolean isTime() {
        return equals(TIME);
    }

    /** What declares a value that is not null: a text, a list or a map, as YAML has them. */
    public Object toYaml(JsonNode value) {
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(element -> list.add(element.isObject() ? objectToYaml(element) : showElement(element)));
            return list;
        }
        if (value.isObject()) {
            return objectToYaml(value);
        }
        boolean unlimited = value.isNumber() && value.asLong() <= 0 && unset.equals(UNLIMITED);
        return unlimited ? "-1" : show(value);
    }

    private String showElement(JsonNode element) {
        return element.isNumber() ? DurationText.show(element.asLong()) : element.asString();
    }

    private Map<String, Object> objectToYaml(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            Field field = fields == null ? null : fields.named(entry.getKey());
            if (field != null) {
                map.put(field.key(), field.type().toYaml(entry.getValue()));
            } else if (fields == null) {
                // Without the brackets a key loses its dots, slashes and case.
                map.put("[" + entry.getKey() + "]", entry.getValue().asString());
            }
        });
        return map;
    }

    private static FieldType scalar(String unset, Function<String, JsonNode> parse, Function<JsonNode, String> show) {
        return new FieldType(
                unset,
                null,
                (path, value) -> {
                    try {
                        return parse.apply(value.toString());
                    } catch (IllegalArgumentException unreadable) {
                        throw new InvalidDeclarationException(path, value, String.valueOf(unreadable.getMessage()));
                    }
                },
                show);
    }

    private static FieldType list(FieldType element) {
        return new FieldType(
                NOT_SET,
                null,
                (path, value) -> {
                    ArrayNode array = JSON.arrayNode();
                    int index = 0;
                    for (Object each : (Collection<?>) value) {
                        array.add(element.toJson(path + "[" + index++ + "]", each));
                    }
                    return array;
                },
                value -> {
                    StringJoiner joined = new StringJoiner(", ");
                    value.forEach(each -> joined.add(element.show(each)));
                    return joined.toString();
                });
    }

    private static JsonNode flag(String text) {
        return switch (text.strip()) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> throw new IllegalArgumentException("is not accepted: use true or false");
        };
    }

    private static JsonNode wholeNumber(String text, long least, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return JSON.numberNode(number);
            }
        } catch (NumberFormatException notOne) {
            // Said below, together with what would be one.
        }
        String range = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
        String unlimited = least == -1 ? ", -1 for unlimited" : "";
        throw new IllegalArgumentException("is not accepted: use a whole number, " + range + unlimited);
    }

    private static JsonNode span(String text, Duration shortest, boolean unlimited) {
        long nanos = DurationText.parse(text);
        if (nanos == 0 ? !unlimited : nanos < shortest.toNanos()) {
            throw new IllegalArgumentException("is too short: use " + DurationText.show(shortest.toNanos())
                    + " or longer" + (unlimited ? ", -1 for unlimited" : ""));
        }
        return JSON.numberNode(nanos);
    }

    private static JsonNode subject(String text) {
        if (!text.isEmpty() && !SubjectFilters.isValid(text)) {
            throw new IllegalArgumentException(
                    "is not a subject: write words with dots between them, * for any one word,"
                            + " > at the end for all that follow");
        }
        return JSON.stringNode(text);
    }

    private static JsonNode size(String text) {
        return JSON.numberNode(SizeText.parse(text));
    }

    private static JsonNode time(String text) {
        try {
            return JSON.stringNode(Instant.parse(text.strip()).toString());
        } catch (DateTimeParseException notOne) {
            throw new IllegalArgumentException("is not a time: write it as 2026-11-25T08:00:00Z");
        }
    }

    private static JsonNode textByKey(String path, Object value) {
        ObjectNode object = JSON.objectNode();
        ((Map<?, ?>) value).forEach((key, text) -> object.put(key.toString(), text.toString()));
        return object;
    }

    @FunctionalInterface
    private interface Reader {
        JsonNode read(String path, Object value);
    }
}
