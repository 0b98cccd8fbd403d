package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.declaration.StreamField;
import io.tailrace.admin.declaration.StreamFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares a declaration with what the server has, over every field that either of them knows. */
public final class Comparison {

    /** The server's own notes in a stream's metadata: its version, the API level that is needed. */
    private static final String SERVERS_OWN = "metadata._nats.";

    private static final String METADATA = "metadata.";

    private Comparison() {}

    /** All differences, the declared fields first. */
    public static List<Difference> differences(StreamDeclaration declaration, ObjectNode actual) {
        Map<String, JsonNode> is = Canonical.leaves(actual);
        is.keySet().removeIf(field -> field.startsWith(SERVERS_OWN));

        List<Difference> differences = new ArrayList<>();
        Set<String> declared = declaredFields(declaration.config());
        Map<String, JsonNode> wanted = Canonical.leaves(declaration.config());
        for (String field : declared) {
            add(differences, field, true, wanted.get(field), is.get(field));
        }
        declaration.marks().forEach((mark, value) -> {
            JsonNode found = is.remove(METADATA + mark);
            if (found != null
                    && !declared.contains(METADATA + mark)
                    && !found.asString().equals(value)) {
                differences.add(new Difference(METADATA + mark, true, actual.stringNode(value), found));
            }
        });
        ObjectNode rest = actual.deepCopy();
        rest.setAll(declaration.config());
        for (String field : undeclaredFields(is.keySet())) {
            if (!declared.contains(field)) {
                add(differences, field, false, undeclared(field, rest), is.get(field));
            }
        }
        return List.copyOf(differences);
    }

    private static void add(
            List<Difference> differences,
            String field,
            boolean declared,
            @Nullable JsonNode wanted,
            @Nullable JsonNode actual) {
        if (!Objects.equals(wanted, actual)) {
            differences.add(new Difference(field, declared, wanted, actual));
        }
    }

    /** Declared is also what is declared as not set, {@code max-msgs: -1}, so the values can't tell. */
    private static Set<String> declaredFields(ObjectNode config) {
        Set<String> fields = new TreeSet<>();
        config.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                entry.getValue().propertyNames().forEach(name -> fields.add(entry.getKey() + "." + name));
            } else {
                fields.add(entry.getKey());
            }
        });
        return fields;
    }

    /** What the server shows, and what the table knows to be set by default. */
    private static Set<String> undeclaredFields(Set<String> shown) {
        Set<String> fields = new TreeSet<>(shown);
        StreamFields.all().forEach(field -> fields.add(field.json()));
        fields.remove("metadata");
        return fields;
    }

    private static @Nullable JsonNode undeclared(String field, ObjectNode rest) {
        StreamField known = StreamFields.named(field);
        return known == null ? null : Canonical.value(known.undeclared().apply(rest));
    }
}
