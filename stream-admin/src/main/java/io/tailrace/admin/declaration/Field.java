package io.tailrace.admin.declaration;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field of a stream's or a consumer's configuration.
 *
 * @param json the server's name of it
 * @param key the last part of the key that declares it
 * @param type how it is read and shown
 * @param accepted the only values a text may have, empty for any
 * @param unset the word that says the same as leaving it out, null where there is none
 * @param undeclared given the rest of the configuration, what the field is where nobody declares it; null for not set
 * @param since the first server that has it
 * @param change whether it can be changed later
 */
public record Field(
        String json,
        String key,
        FieldType type,
        Set<String> accepted,
        @Nullable String unset,
        Function<JsonNode, @Nullable JsonNode> undeclared,
        ServerVersion since,
        ChangeRule change) {

    static Field of(String json, FieldType type) {
        return new Field(
                json,
                json.replace('_', '-'),
                type,
                Set.of(),
                null,
                rest -> null,
                ServerVersion.OLDEST,
                ChangeRule.FREE);
    }

    Field key(String name) {
        return new Field(json, name, type, accepted, unset, undeclared, since, change);
    }

    Field accepting(String... values) {
        return new Field(json, key, type, Set.of(values), unset, undeclared, since, change);
    }

    Field unset(String word) {
        return new Field(json, key, type, accepted, word, undeclared, since, change);
    }

    Field undeclared(JsonNode value) {
        return undeclaredFrom(rest -> value);
    }

    Field undeclaredFrom(Function<JsonNode, @Nullable JsonNode> rule) {
        return new Field(json, key, type, accepted, unset, rule, since, change);
    }

    Field since(int minor) {
        return new Field(json, key, type, accepted, unset, undeclared, ServerVersion.of(minor), change);
    }

    Field change(ChangeRule rule) {
        return new Field(json, key, type, accepted, unset, undeclared, since, rule);
    }
}
