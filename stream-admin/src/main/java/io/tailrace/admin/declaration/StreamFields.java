package io.tailrace.admin.declaration;

import static io.tailrace.admin.declaration.FieldType.COUNT;
import static io.tailrace.admin.declaration.FieldType.DURATION;
import static io.tailrace.admin.declaration.FieldType.FLAG;
import static io.tailrace.admin.declaration.FieldType.SIZE;
import static io.tailrace.admin.declaration.FieldType.TEXT;
import static io.tailrace.admin.declaration.FieldType.TEXTS;
import static io.tailrace.admin.declaration.FieldType.TEXT_BY_KEY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The table of stream fields that drives declaration, comparison and display. The defaults are those of nats-server
 * 2.15 ({@code checkStreamCfg} in server/stream.go), except for {@code allow_direct}, see there.
 */
public final class StreamFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long DEFAULT_DUPLICATE_WINDOW = Duration.ofMinutes(2).toNanos();

    static final StreamField DESCRIPTION = StreamField.of("description", TEXT);
    static final StreamField SUBJECTS = StreamField.of("subjects", TEXTS)
            .undeclaredFrom(rest -> JSON.arrayNode().add(rest.path("name").asString()));
    static final StreamField STORAGE =
            StreamField.of("storage", TEXT).accepting("file", "memory").undeclared(JSON.stringNode("file"));
    static final StreamField RETENTION = StreamField.of("retention", TEXT)
            .accepting("limits", "interest", "workqueue")
            .undeclared(JSON.stringNode("limits"));
    static final StreamField DISCARD =
            StreamField.of("discard", TEXT).accepting("old", "new").undeclared(JSON.stringNode("old"));
    static final StreamField MAX_MSGS = StreamField.of("max_msgs", COUNT);
    static final StreamField MAX_BYTES = StreamField.of("max_bytes", SIZE);
    static final StreamField MAX_AGE = StreamField.of("max_age", DURATION);
    static final StreamField MAX_MSG_SIZE = StreamField.of("max_msg_size", SIZE);
    static final StreamField MAX_MSGS_PER_SUBJECT = StreamField.of("max_msgs_per_subject", COUNT);
    static final StreamField MAX_CONSUMERS = StreamField.of("max_consumers", COUNT);
    static final StreamField DUPLICATE_WINDOW =
            StreamField.of("duplicate_window", DURATION).undeclaredFrom(StreamFields::defaultDuplicateWindow);
    static final StreamField NUM_REPLICAS =
            StreamField.of("num_replicas", COUNT).undeclared(JSON.numberNode(1L));
    static final StreamField COMPRESSION = StreamField.of("compression", TEXT).accepting("none", "s2");
    static final StreamField NO_ACK = StreamField.of("no_ack", FLAG);

    /**
     * The server's default is false; the command line tool asks for true. A stream of ours is the one that the tool
     * makes, so true is sent where nothing is declared.
     */
    static final StreamField ALLOW_DIRECT = StreamField.of("allow_direct", FLAG).undeclared(JSON.booleanNode(true));

    static final StreamField ALLOW_ROLLUP_HDRS = StreamField.of("allow_rollup_hdrs", FLAG);
    static final StreamField DENY_DELETE = StreamField.of("deny_delete", FLAG);
    static final StreamField DENY_PURGE = StreamField.of("deny_purge", FLAG);
    static final StreamField METADATA = StreamField.of("metadata", TEXT_BY_KEY);

    private static final List<StreamField> ALL = List.of(
            DESCRIPTION,
            SUBJECTS,
            STORAGE,
            RETENTION,
            DISCARD,
            MAX_MSGS,
            MAX_BYTES,
            MAX_AGE,
            MAX_MSG_SIZE,
            MAX_MSGS_PER_SUBJECT,
            MAX_CONSUMERS,
            DUPLICATE_WINDOW,
            NUM_REPLICAS,
            COMPRESSION,
            NO_ACK,
            ALLOW_DIRECT,
            ALLOW_ROLLUP_HDRS,
            DENY_DELETE,
            DENY_PURGE,
            METADATA);

    private static final Map<String, StreamField> BY_JSON =
            ALL.stream().collect(Collectors.toUnmodifiableMap(StreamField::json, Function.identity()));

    private StreamFields() {}

    /** Every field that can be declared, in the order in which people read them. */
    public static List<StreamField> all() {
        return ALL;
    }

    /** The field of that name in the server's JSON, null where the table doesn't have it. */
    public static @Nullable StreamField named(String json) {
        return BY_JSON.get(json);
    }

    private static JsonNode defaultDuplicateWindow(JsonNode rest) {
        long maxAge = rest.path(MAX_AGE.json()).asLong(0);
        return JSON.numberNode(maxAge > 0 ? Math.min(maxAge, DEFAULT_DUPLICATE_WINDOW) : DEFAULT_DUPLICATE_WINDOW);
    }
}
