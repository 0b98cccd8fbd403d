package io.tailrace.admin.declaration;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of a table from a binding, whose components are called as the keys are, in camel case. */
final class RecordReader {

    private RecordReader() {}

    /**
     * The declared fields in the server's JSON; components that are no fields are left to others.
     *
     * @throws InvalidDeclarationException names the key, its value and what is accepted
     */
    static ObjectNode read(String path, Record declared, FieldTable table) {
        Map<String, RecordComponent> components = Arrays.stream(
                        declared.getClass().getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        for (Field field : table.all()) {
            RecordComponent component = components.get(camel(field.key()));
            Object value = component == null ? null : value(component, declared);
            if (value != null) {
                config.set(field.json(), json(path + "." + field.key(), field, value));
            }
        }
        return config;
    }

    private static @Nullable Object value(RecordComponent component, Record declared) {
        try {
            return component.getAccessor().invoke(declared);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component + " can't be read", impossible);
        }
    }

    private static JsonNode json(String path, Field field, Object value) {
        if (!field.accepted().isEmpty() && !field.accepted().contains(value.toString())) {
            throw new InvalidDeclarationException(
                    path, value, "is not accepted: use one of " + new TreeSet<>(field.accepted()));
        }
        return field.type().toJson(path, value);
    }

    private static String camel(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
