package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.FieldTable;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamFields;
import tools.jackson.databind.JsonNode;

/** Values of fields as people write them. */
public final class FieldText {

    private FieldText() {}

    /** The text of a stream's or a consumer's field as it is declared. */
    public static String of(boolean consumer, String field, JsonNode value) {
        FieldTable table = consumer ? ConsumerFields.TABLE : StreamFields.TABLE;
        return new Comparison(table, ServerVersion.OLDEST).text(field, Canonical.value(table.at(field), value));
    }
}
