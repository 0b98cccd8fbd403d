package io.tailrace.admin.broker;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream as the server tells it.
 *
 * @param config its configuration
 * @param state its {@code messages}, {@code bytes}, {@code first_seq}, {@code first_ts} and so on
 * @param asOf the server's clock; ours where the server is too old to tell
 */
public record StreamInfo(ObjectNode config, JsonNode state, Instant asOf) {

    /** Reads the answer to a request for a stream, or an element of a listing. */
    static StreamInfo read(JsonNode answer) throws UnavailableException {
        if (answer.path("config") instanceof ObjectNode config) {
            return new StreamInfo(config, answer.path("state"), instant(answer.path("ts"), Instant.now()));
        }
        throw new UnavailableException("the answer has no configuration: " + answer);
    }

    public String name() {
        return config.path("name").asString();
    }

    /** How many messages are stored. */
    public long messages() {
        return state.path("messages").asLong(0);
    }

    /** How many bytes are stored. */
    public long bytes() {
        return state.path("bytes").asLong(0);
    }

    /** When the oldest message was stored, long ago where there is none. */
    public Instant firstTime() {
        return instant(state.path("first_ts"), Instant.EPOCH);
    }

    private static Instant instant(JsonNode text, Instant otherwise) {
        try {
            return text.isString() ? Instant.parse(text.asString()) : otherwise;
        } catch (DateTimeParseException unreadable) {
            return otherwise;
        }
    }
}
