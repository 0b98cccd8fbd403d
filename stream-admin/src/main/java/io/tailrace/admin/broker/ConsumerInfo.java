package io.tailrace.admin.broker;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A consumer as the server tells it.
 *
 * @param name its name
 * @param config its configuration
 * @param answer all of the server's JSON
 */
public record ConsumerInfo(String name, ObjectNode config, JsonNode answer) {

    static ConsumerInfo read(JsonNode answer) throws UnavailableException {
        if (answer.path("config") instanceof ObjectNode config) {
            return new ConsumerInfo(answer.path("name").asString(""), config, answer);
        }
        throw new UnavailableException("the answer has no configuration: " + answer);
    }

    /** The stream's sequence up to which all that was delivered is acknowledged. */
    public long acknowledged() {
        return answer.path("ack_floor").path("stream_seq").asLong(0);
    }

    /** How many messages it has not delivered yet. */
    public long pending() {
        return answer.path("num_pending").asLong(0);
    }

    /** How many messages are delivered and not acknowledged. */
    public long unacknowledged() {
        return answer.path("num_ack_pending").asLong(0);
    }

    /** Whether it stays when nobody uses it. */
    public boolean isDurable() {
        return config.hasNonNull("durable_name");
    }
}
