package io.tailrace.admin.declaration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of JSON object, which drive declaration, comparison, display and export. */
public final class FieldTable {

    private final List<Field> fields;
    private final Map<String, Field> byJson = new LinkedHashMap<>();

    FieldTable(Field... fields) {
        this.fields = List.of(fields);
        this.fields.forEach(field -> byJson.put(field.json(), field));
    }

    /** Every field that can be declared, in the order in which people read them. */
    public List<Field> all() {
        return fields;
    }

    /** The field of that name in the server's JSON, null where the table doesn't have it. */
    public @Nullable Field named(String json) {
        return byJson.get(json);
    }

    /** The field at a path of names with dots between them, {@code mirror.external.api}; null where there is none. */
    public @Nullable Field at(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return named(path);
        }
        Field outer = named(path.substring(0, dot));
        FieldTable inner = outer == null ? null : outer.type().fields();
        return inner == null ? null : inner.at(path.substring(dot + 1));
    }

    /** The field of this table that a path begins with, null where there is none. */
    public @Nullable Field top(String path) {
        int dot = path.indexOf('.');
        return named(dot < 0 ? path : path.substring(0, dot));
    }
}
