package io.tailrace.admin.declaration;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key of a declaration and the field that it sets.
 *
 * @param <P> the declaration's binding
 * @param name the key's last part, in kebab case
 * @param value reads it; null where it is not declared
 */
record Key<P>(String name, StreamField field, Function<P, @Nullable Object> value) {

    /** A key that is spelt as its field. */
    static <P> Key<P> of(StreamField field, Function<P, @Nullable Object> value) {
        return new Key<>(field.json().replace('_', '-'), field, value);
    }

    /** Adds to a stream's configuration every field whose key is there. */
    static <P> void write(List<Key<P>> keys, String path, P declared, ObjectNode config) {
        for (Key<P> key : keys) {
            Object value = key.value().apply(declared);
            if (value != null) {
                config.set(key.field().json(), key.json(path, value));
            }
        }
    }

    private JsonNode json(String path, Object value) {
        if (!field.accepted().isEmpty() && !field.accepted().contains(value.toString())) {
            throw new InvalidDeclarationException(
                    path + "." + name, value, "is not accepted: use one of " + new TreeSet<>(field.accepted()));
        }
        try {
            return field.type().toJson(value);
        } catch (IllegalArgumentException unreadable) {
            throw new InvalidDeclarationException(path + "." + name, value, String.valueOf(unreadable.getMessage()));
        }
    }
}
