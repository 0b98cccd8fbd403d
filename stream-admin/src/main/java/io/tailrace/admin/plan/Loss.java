package io.tailrace.admin.plan;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.StreamFields;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages that a server would delete, without a word, on an update. Found out with nats-server 2.9 to 2.15:
 *
 * <ul>
 *   <li>{@code max_age}, with {@code discard: new} as well;
 *   <li>{@code max_msgs} and {@code max_bytes} with {@code discard: old}, also where only {@code discard} changes;
 *   <li>{@code max_msgs_per_subject}, at once or with the next message of the subject;
 *   <li>{@code retention: interest}, what no consumer is interested in;
 *   <li>{@code allow_msg_ttl} and {@code allow_msg_schedules}, stored messages whose headers begin to count. A
 *       {@code subject_delete_marker_ttl} turns the former on.
 * </ul>
 *
 * No message goes when subjects, {@code max_msg_size} or {@code duplicate_window} are narrowed.
 */
final class Loss {

    private static final String MAX_MSGS = "max_msgs";
    private static final String MAX_BYTES = "max_bytes";
    private static final String MAX_AGE = "max_age";
    private static final String PER_SUBJECT = "max_msgs_per_subject";
    private static final String DISCARD = "discard";
    private static final String RETENTION = "retention";
    private static final String TTL = "allow_msg_ttl";
    private static final String MARKER_TTL = "subject_delete_marker_ttl";
    private static final String SCHEDULES = "allow_msg_schedules";

    private final StreamInfo stream;
    private final ObjectNode target;
    private final Map<String, String> byField = new TreeMap<>();

    private Loss(StreamInfo stream, ObjectNode target) {
        this.stream = stream;
        this.target = target;
    }

    /** What would go, in words, by the changed field that is the reason. */
    static Map<String, String> ofUpdate(StreamInfo stream, ObjectNode target, StreamApi api)
            throws BrokerException, InterruptedException {
        Loss loss = new Loss(stream, target);
        if (stream.messages() > 0) {
            loss.limits();
            loss.age();
            loss.perSubject(api);
            loss.headers();
            if (target.path(RETENTION).asString("").equals("interest")) {
                loss.because("up to " + stream.messages() + " messages, those that no consumer wants", RETENTION);
            }
        }
        return loss.byField;
    }

    private void limits() {
        if (!target.path(DISCARD).asString("old").equals("old")) {
            return;
        }
        long most = target.path(MAX_MSGS).asLong(-1);
        if (most > 0 && stream.messages() > most) {
            because((stream.messages() - most) + " messages", MAX_MSGS, DISCARD);
        }
        long bytes = target.path(MAX_BYTES).asLong(-1);
        if (bytes > 0 && stream.bytes() > bytes) {
            long each = Math.max(1, stream.bytes() / stream.messages());
            because(
                    "about " + Math.min(stream.messages(), (stream.bytes() - bytes) / each + 1) + " messages",
                    MAX_BYTES,
                    DISCARD);
        }
    }

    private void age() {
        long nanos = target.path(MAX_AGE).asLong(0);
        if (nanos > 0 && stream.firstTime().isBefore(stream.asOf().minus(Duration.ofNanos(nanos)))) {
            because("up to " + stream.messages() + " messages, the oldest of " + stream.firstTime(), MAX_AGE);
        }
    }

    private void perSubject(StreamApi api) throws BrokerException, InterruptedException {
        long most = target.path(PER_SUBJECT).asLong(-1);
        if (most <= 0 || stream.messages() <= most || !changes(PER_SUBJECT)) {
            return;
        }
        long over = api.subjects(stream.name()).values().stream()
                .mapToLong(count -> Math.max(0, count - most))
                .sum();
        if (over > 0) {
            because(over + " messages", PER_SUBJECT);
        }
    }

    private void headers() {
        if (isTurnedOn(TTL)
                || (isTurnedOn(MARKER_TTL) && !stream.config().path(TTL).asBoolean(false))) {
            because("messages with a Nats-TTL header that were to stay", TTL, MARKER_TTL);
        }
        if (isTurnedOn(SCHEDULES)) {
            because("messages with a Nats-Schedule header that were to stay", SCHEDULES);
        }
    }

    private boolean isTurnedOn(String name) {
        return value(name, stream.config()) == null && value(name, target) != null;
    }

    private void because(String what, String... fields) {
        for (String field : fields) {
            if (changes(field)) {
                byField.put(field, what);
            }
        }
    }

    private boolean changes(String name) {
        return !Objects.equals(value(name, stream.config()), value(name, target));
    }

    private static @Nullable JsonNode value(String name, ObjectNode config) {
        Field field = StreamFields.TABLE.named(name);
        return Canonical.value(field, config.get(name));
    }
}
