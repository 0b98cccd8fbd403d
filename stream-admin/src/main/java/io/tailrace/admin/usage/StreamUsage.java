package io.tailrace.admin.usage;

import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How full a stream is.
 *
 * @param messages stored
 * @param maxMessages null for unlimited
 * @param messagesPercent of the limit, null where there is none
 * @param bytes stored
 * @param maxBytes null for unlimited
 * @param bytesPercent of the limit, null where there is none
 * @param firstTime when the oldest message was stored, null where there is none
 * @param lastTime when the newest message was stored, null where there is none
 * @param consumers how far each has come
 * @param reclaimed what making room did last, null where it is not declared
 */
public record StreamUsage(
        long messages,
        @Nullable Long maxMessages,
        @Nullable Long messagesPercent,
        long bytes,
        @Nullable Long maxBytes,
        @Nullable Long bytesPercent,
        @Nullable String firstTime,
        @Nullable String lastTime,
        List<ConsumerUsage> consumers,
        @Nullable String reclaimed) {

    /**
     * How far a consumer has come.
     *
     * @param acknowledged the stream's sequence up to which all that was delivered is acknowledged
     * @param unacknowledged delivered and not acknowledged messages
     * @param pending messages that are not delivered yet
     * @param lag both together
     */
    public record ConsumerUsage(String name, long acknowledged, long unacknowledged, long pending, long lag) {}

    static StreamUsage of(StreamInfo stream, List<ConsumerInfo> consumers, @Nullable String reclaimed) {
        Long maxMessages = limit(stream.config().path("max_msgs"));
        Long maxBytes = limit(stream.config().path("max_bytes"));
        boolean empty = stream.messages() == 0;
        return new StreamUsage(
                stream.messages(),
                maxMessages,
                percent(stream.messages(), maxMessages),
                stream.bytes(),
                maxBytes,
                percent(stream.bytes(), maxBytes),
                empty ? null : stream.state().path("first_ts").asString(""),
                empty ? null : stream.state().path("last_ts").asString(""),
                consumers.stream()
                        .map(consumer -> new ConsumerUsage(
                                consumer.name(),
                                consumer.acknowledged(),
                                consumer.unacknowledged(),
                                consumer.pending(),
                                consumer.unacknowledged() + consumer.pending()))
                        .toList(),
                reclaimed);
    }

    /** How full it is by the limit that is nearer, 0 where there is no limit. */
    public long fullPercent() {
        return Math.max(messagesPercent == null ? 0 : messagesPercent, bytesPercent == null ? 0 : bytesPercent);
    }

    private static @Nullable Long limit(JsonNode value) {
        return value.asLong(-1) > 0 ? value.asLong() : null;
    }

    private static @Nullable Long percent(long part, @Nullable Long whole) {
        return whole == null ? null : (long) (100.0 * part / whole);
    }
}
