package io.tailrace.admin.declaration;

import static io.tailrace.admin.declaration.ChangeRule.FIXED;
import static io.tailrace.admin.declaration.ChangeRule.ONLY_ON;
import static io.tailrace.admin.declaration.FieldType.FLAG;
import static io.tailrace.admin.declaration.FieldType.SIZE;
import static io.tailrace.admin.declaration.FieldType.SUBJECT;
import static io.tailrace.admin.declaration.FieldType.TEXT;
import static io.tailrace.admin.declaration.FieldType.TEXTS;
import static io.tailrace.admin.declaration.FieldType.TEXT_BY_KEY;
import static io.tailrace.admin.declaration.FieldType.TIME;
import static io.tailrace.admin.declaration.FieldType.count;
import static io.tailrace.admin.declaration.FieldType.duration;
import static io.tailrace.admin.declaration.FieldType.object;
import static io.tailrace.admin.declaration.FieldType.objects;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The table of stream fields that drives declaration, comparison and display. Defaults, first versions and what can be
 * changed are those of nats-server 2.9 to 2.15 ({@code checkStreamCfg} and {@code configUpdateCheck} in
 * server/stream.go), except for the default of {@code allow_direct}, see there. A test compares the table with the JSON
 * of real servers.
 */
public final class StreamFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long DEFAULT_DUPLICATE_WINDOW = Duration.ofMinutes(2).toNanos();
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final long MOST = Long.MAX_VALUE;
    private static final FieldType LIMIT = count(-1, MOST);

    private static final FieldTable TRANSFORM = new FieldTable(Field.of("src", TEXT), Field.of("dest", TEXT));
    private static final FieldTable SOURCE = new FieldTable(
            Field.of("name", TEXT),
            Field.of("opt_start_seq", count(1, MOST)),
            Field.of("opt_start_time", TIME),
            Field.of("filter_subject", SUBJECT),
            Field.of("subject_transforms", objects(TRANSFORM)).since(10),
            Field.of("external", object(new FieldTable(Field.of("api", TEXT), Field.of("deliver", TEXT)))),
            Field.of("consumer", object(new FieldTable(Field.of("name", TEXT), Field.of("deliver_subject", TEXT))))
                    .since(14));

    static final Field SUBJECTS = Field.of("subjects", FieldType.SUBJECTS)
            .undeclaredFrom(rest -> rest.hasNonNull("mirror") || rest.hasNonNull("sources")
                    ? null
                    : JSON.arrayNode().add(rest.path("name").asString()));
    static final Field STORAGE = Field.of("storage", TEXT)
            .accepting("file", "memory")
            .undeclared(JSON.stringNode("file"))
            .change(FIXED);
    static final Field MAX_MSGS_PER_SUBJECT = Field.of("max_msgs_per_subject", LIMIT);
    static final Field MAX_AGE = Field.of("max_age", duration(SHORTEST, true));
    static final Field MAX_BYTES = Field.of("max_bytes", SIZE);
    static final Field MAX_MSG_SIZE = Field.of("max_msg_size", SIZE);
    static final Field NUM_REPLICAS =
            Field.of("num_replicas", count(1, 5)).key("replicas").undeclared(JSON.numberNode(1L));
    static final Field PLACEMENT =
            Field.of("placement", object(new FieldTable(Field.of("cluster", TEXT), Field.of("tags", TEXTS))));
    static final Field COMPRESSION =
            Field.of("compression", TEXT).accepting("none", "s2").unset("none").since(10);
    static final Field MIRROR = Field.of("mirror", object(SOURCE))
            .change(((ChangeRule) (from, to, server) -> to == null).since(ServerVersion.of(12)));
    static final Field SOURCES = Field.of("sources", objects(SOURCE));
    static final Field REPUBLISH = Field.of(
                    "republish",
                    object(new FieldTable(
                            Field.of("src", TEXT), Field.of("dest", TEXT), Field.of("headers_only", FLAG))))
            .change(ChangeRule.FREE.since(ServerVersion.of(10)));
    static final Field DESCRIPTION = Field.of("description", TEXT);
    static final Field ALLOW_MSG_TTL = Field.of("allow_msg_ttl", FLAG).since(11).change(ONLY_ON);
    static final Field SUBJECT_DELETE_MARKER_TTL = Field.of(
                    "subject_delete_marker_ttl", duration(Duration.ofSeconds(1), true))
            .since(11);
    static final Field METADATA = Field.of("metadata", TEXT_BY_KEY).since(10);

    /**
     * The server's default is false; the command line tool asks for true. A stream of ours is the one that the tool
     * makes, so true is sent where nothing is declared.
     */
    static final Field ALLOW_DIRECT = Field.of("allow_direct", FLAG).undeclared(JSON.booleanNode(true));

    /** Every field that can be declared. Not in it: {@code name}, and {@code template_owner}, which no client sets. */
    public static final FieldTable TABLE = new FieldTable(
            DESCRIPTION,
            SUBJECTS,
            STORAGE,
            Field.of("retention", TEXT)
                    .accepting("limits", "interest", "workqueue")
                    .undeclared(JSON.stringNode("limits"))
                    .change(((ChangeRule) (from, to, server) -> !isWorkQueue(from) && !isWorkQueue(to))
                            .since(ServerVersion.of(10))),
            Field.of("discard", TEXT).accepting("old", "new").undeclared(JSON.stringNode("old")),
            Field.of("discard_new_per_subject", FLAG),
            Field.of("max_msgs", LIMIT),
            MAX_BYTES,
            MAX_AGE,
            MAX_MSG_SIZE,
            MAX_MSGS_PER_SUBJECT,
            Field.of("max_consumers", count(-1, Integer.MAX_VALUE)).change(ChangeRule.FREE.since(ServerVersion.of(12))),
            Field.of("duplicate_window", duration(SHORTEST, false)).undeclaredFrom(StreamFields::duplicateWindow),
            NUM_REPLICAS,
            PLACEMENT,
            COMPRESSION,
            Field.of("first_seq", count(0, MOST)).since(10).change(FIXED),
            MIRROR,
            SOURCES,
            Field.of("subject_transform", object(TRANSFORM)).since(10),
            REPUBLISH,
            Field.of(
                            "consumer_limits",
                            object(new FieldTable(
                                    Field.of("inactive_threshold", duration(Duration.ZERO, true)),
                                    Field.of("max_ack_pending", LIMIT))))
                    .since(10),
            Field.of("no_ack", FLAG),
            ALLOW_DIRECT,
            Field.of("mirror_direct", FLAG),
            Field.of("allow_rollup_hdrs", FLAG),
            Field.of("deny_delete", FLAG).change(ONLY_ON),
            Field.of("deny_purge", FLAG).change(ONLY_ON),
            Field.of("sealed", FLAG).change(ONLY_ON),
            ALLOW_MSG_TTL,
            SUBJECT_DELETE_MARKER_TTL,
            Field.of("allow_msg_counter", FLAG).since(12).change(FIXED),
            Field.of("allow_atomic", FLAG).since(12),
            Field.of("allow_msg_schedules", FLAG).since(12).change(ONLY_ON),
            Field.of("persist_mode", TEXT)
                    .accepting("default", "async")
                    .unset("default")
                    .since(12)
                    .change(FIXED),
            Field.of("allow_batched", FLAG).since(14),
            METADATA);

    private StreamFields() {}

    private static boolean isWorkQueue(@Nullable JsonNode retention) {
        return retention != null && retention.asString().equals("workqueue");
    }

    private static JsonNode duplicateWindow(JsonNode rest) {
        if (rest.hasNonNull(MIRROR.json()) || !rest.path(SOURCES.json()).isEmpty()) {
            return JSON.numberNode(0L);
        }
        return usualDuplicateWindow(rest);
    }

    /** What it is where nothing is copied from another stream. */
    static JsonNode usualDuplicateWindow(JsonNode rest) {
        long maxAge = rest.path(MAX_AGE.json()).asLong(0);
        return JSON.numberNode(maxAge > 0 ? Math.min(maxAge, DEFAULT_DUPLICATE_WINDOW) : DEFAULT_DUPLICATE_WINDOW);
    }
}
