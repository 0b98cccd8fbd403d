package io.tailrace.admin.plan;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A declared field that is not as it is wanted.
 *
 * @param field the server's name of it, with dots where it is within another ({@code consumer_limits.max_ack_pending})
 * @param kind what it takes
 * @param wanted null for not set
 * @param actual null for not set
 * @param text both as people write them: {@code 2d -> 1d}
 * @param needs what is missing so that it can be done: a key of the configuration, a version; null where nothing is
 */
public record Difference(
        String field,
        Kind kind,
        @Nullable JsonNode wanted,
        @Nullable JsonNode actual,
        String text,
        @Nullable String needs) {

    /** What it takes to bring a field to what is wanted. */
    public enum Kind {
        /** The server changes it. */
        UPDATE("update"),
        /** The server changes it, and deletes messages in doing so. */
        LOSSY_UPDATE("update that deletes messages"),
        /** Only a new stream or consumer can have it. */
        RECREATE("recreate needed"),
        /** The server doesn't know the field. */
        UNSUPPORTED("unsupported by this server"),
        /** Nobody declared it; it is left alone. */
        UNDECLARED("not declared");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The same with something missing. */
    Difference needing(Kind needed, @Nullable String missing) {
        return new Difference(field, needed, wanted, actual, text, missing);
    }

    /** The same where everything goes anyway. */
    Difference permitted() {
        return kind == Kind.LOSSY_UPDATE ? needing(kind, null) : this;
    }

    /** The same with more text. */
    Difference saying(String more) {
        return new Difference(field, kind, wanted, actual, text + ", " + more, needs);
    }

    /** One line: {@code max_age  2d -> 1d  (update)}. */
    @Override
    public String toString() {
        return field + "  " + text + "  (" + kind.words() + (needs == null ? "" : ", needs " + needs) + ")";
    }
}
