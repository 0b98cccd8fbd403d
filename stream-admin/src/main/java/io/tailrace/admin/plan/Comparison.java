package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.FieldTable;
import io.tailrace.admin.declaration.FieldType;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.plan.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what is declared with what the server has.
 *
 * @param table the fields of what is compared
 * @param server what it can do
 */
public record Comparison(FieldTable table, ServerVersion server) {

    /** The server's own notes in metadata: its version, the API level that is needed. */
    private static final String SERVERS_OWN = "metadata._nats.";

    private static final Set<String> NAMES = Set.of("name", "durable_name");

    /** The declared fields that are not as declared. */
    public List<Difference> differences(ObjectNode declared, ObjectNode actual) {
        Supported supported = Supported.of(table, declared, server);
        ObjectNode target = Overlay.merge(actual, supported.config());
        Map<String, JsonNode> is = Canonical.leaves(table, actual);
        List<Difference> differences = new ArrayList<>();
        for (String path : paths(supported.config())) {
            JsonNode wanted = Canonical.value(table.at(path), at(supported.config(), path));
            if (!NAMES.contains(path) && !Objects.equals(wanted, is.get(path))) {
                Kind kind = updates(path, actual, target) ? Kind.UPDATE : Kind.RECREATE;
                differences.add(difference(path, kind, wanted, is.get(path), null));
            }
        }
        supported
                .missing()
                .forEach((path, since) -> differences.add(difference(
                        path,
                        Kind.UNSUPPORTED,
                        Canonical.value(table.at(path), at(declared, path)),
                        is.get(path),
                        since.toString())));
        return List.copyOf(differences);
    }

    /** The fields that nobody declared and that are not as they would be by default. */
    public List<Difference> undeclared(ObjectNode declared, ObjectNode actual) {
        Set<String> known = paths(declared);
        List<Difference> differences = new ArrayList<>();
        Map<String, JsonNode> is = Canonical.leaves(table, actual);
        Set<String> fields = new TreeSet<>(is.keySet());
        table.all().forEach(field -> fields.add(field.json()));
        for (String path : fields) {
            if (known.contains(path) || NAMES.contains(path) || path.startsWith(SERVERS_OWN)) {
                continue;
            }
            Field field = table.named(path);
            JsonNode usual = field == null
                    ? null
                    : Canonical.value(field, field.undeclared().apply(actual));
            if (!Objects.equals(usual, is.get(path))) {
                differences.add(difference(path, Kind.UNDECLARED, usual, is.get(path), null));
            }
        }
        return List.copyOf(differences);
    }

    private boolean updates(String path, ObjectNode actual, ObjectNode target) {
        Field field = table.top(path);
        return field == null
                || field.change()
                        .updates(
                                Canonical.value(field, actual.get(field.json())),
                                Canonical.value(field, target.get(field.json())),
                                server);
    }

    /** A difference with its text. */
    Difference difference(
            String path, Kind kind, @Nullable JsonNode wanted, @Nullable JsonNode actual, @Nullable String needs) {
        String text = text(path, actual) + " -> " + text(path, wanted);
        return new Difference(path, kind, wanted, actual, text, needs);
    }

    /** A canonical value as people write it: null says not set, or unlimited where the field is a limit. */
    String text(String path, @Nullable JsonNode value) {
        Field field = table.at(path);
        if (value == null) {
            return field == null ? FieldType.NOT_SET : field.type().unset();
        }
        if (field == null) {
            return value.isString() ? value.asString() : value.toString();
        }
        return field.type().show(value);
    }

    /** Declared is also what is declared as not set, {@code max-msgs: -1}, so the values can't tell. */
    private static Set<String> paths(ObjectNode config) {
        Set<String> paths = new TreeSet<>();
        collect("", config, paths);
        return paths;
    }

    private static void collect(String prefix, JsonNode object, Set<String> paths) {
        object.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                collect(prefix + entry.getKey() + ".", entry.getValue(), paths);
            } else {
                paths.add(prefix + entry.getKey());
            }
        });
    }

    /** Names of metadata have dots, too, so that the path alone doesn't say where an object ends. */
    private static @Nullable JsonNode at(JsonNode object, String path) {
        JsonNode direct = object.get(path);
        if (direct != null) {
            return direct;
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode inner = object.get(path.substring(0, dot));
            JsonNode found = inner != null && inner.isObject() ? at(inner, path.substring(dot + 1)) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
