package io.tailrace.admin.plan;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that is not as it is wanted.
 *
 * @param field the server's name of it, with dots where it is within another ({@code consumer_limits.max_ack_pending})
 * @param declared whether {@code wanted} is declared; otherwise it is what the field is where nobody declares it
 * @param wanted null for not set
 * @param actual null for not set
 */
public record Difference(
        String field,
        boolean declared,
        @Nullable JsonNode wanted,
        @Nullable JsonNode actual) {

    /** One line: {@code max_age  declared 1d  actual 2d}. */
    @Override
    public String toString() {
        String wantedText = declared ? "  declared " : "  not declared, by default ";
        return field + wantedText + FieldText.of(field, wanted) + "  actual " + FieldText.of(field, actual);
    }
}
