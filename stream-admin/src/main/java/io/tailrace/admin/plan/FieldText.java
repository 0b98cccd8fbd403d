package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.FieldType;
import io.tailrace.admin.declaration.StreamField;
import io.tailrace.admin.declaration.StreamFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of fields as people write them. */
public final class FieldText {

    private FieldText() {}

    /** The text of a value as it is declared. */
    public static String ofDeclared(String field, JsonNode value) {
        return of(field, Canonical.value(value));
    }

    /** The text of a canonical value: null says not set, or unlimited where the field is a limit. */
    static String of(String field, @Nullable JsonNode value) {
        StreamField known = StreamFields.named(field);
        if (value == null) {
            return known == null ? FieldType.NOT_SET : known.type().unset();
        }
        if (known == null) {
            return value.isString() ? value.asString() : value.toString();
        }
        return known.type().show(value);
    }
}
