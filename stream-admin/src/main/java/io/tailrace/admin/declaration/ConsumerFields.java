package io.tailrace.admin.declaration;

import static io.tailrace.admin.declaration.ChangeRule.FIXED;
import static io.tailrace.admin.declaration.FieldType.DURATIONS;
import static io.tailrace.admin.declaration.FieldType.FLAG;
import static io.tailrace.admin.declaration.FieldType.SIZE;
import static io.tailrace.admin.declaration.FieldType.SUBJECT;
import static io.tailrace.admin.declaration.FieldType.TEXT;
import static io.tailrace.admin.declaration.FieldType.TEXTS;
import static io.tailrace.admin.declaration.FieldType.TEXT_BY_KEY;
import static io.tailrace.admin.declaration.FieldType.TIME;
import static io.tailrace.admin.declaration.FieldType.count;
import static io.tailrace.admin.declaration.FieldType.duration;

import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The table of the fields of durable consumers, as {@link StreamFields} is of streams' ({@code checkConsumerCfg} and
 * {@code checkNewConsumerConfig} in server/consumer.go).
 */
public final class ConsumerFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long MOST = Integer.MAX_VALUE;
    private static final Duration SHORT = Duration.ofMillis(1);

    static final Field FILTER_SUBJECT = Field.of("filter_subject", SUBJECT);
    static final Field FILTER_SUBJECTS =
            Field.of("filter_subjects", FieldType.SUBJECTS).since(10);
    static final Field METADATA = Field.of("metadata", TEXT_BY_KEY).since(10);

    /**
     * Every field that can be declared. Not in it: the name, {@code direct} and {@code sourcing}, which servers use
     * among themselves.
     */
    public static final FieldTable TABLE = new FieldTable(
            Field.of("description", TEXT),
            Field.of("deliver_policy", TEXT)
                    .accepting("all", "last", "new", "by_start_sequence", "by_start_time", "last_per_subject")
                    .undeclared(JSON.stringNode("all"))
                    .change(FIXED),
            Field.of("opt_start_seq", count(1, Long.MAX_VALUE)).change(FIXED),
            Field.of("opt_start_time", TIME).change(FIXED),
            Field.of("ack_policy", TEXT)
                    .accepting("none", "all", "explicit", "flow_control")
                    .undeclared(JSON.stringNode("explicit"))
                    .change(FIXED),
            Field.of("ack_wait", duration(SHORT, false)),
            Field.of("max_deliver", count(-1, MOST)),
            Field.of("backoff", DURATIONS),
            FILTER_SUBJECT,
            FILTER_SUBJECTS,
            Field.of("replay_policy", TEXT)
                    .accepting("instant", "original")
                    .undeclared(JSON.stringNode("instant"))
                    .change(FIXED),
            Field.of("rate_limit_bps", count(0, Long.MAX_VALUE)),
            Field.of("sample_freq", TEXT),
            Field.of("max_waiting", count(1, MOST)).change(FIXED),
            Field.of("max_ack_pending", count(-1, MOST)),
            Field.of("flow_control", FLAG).change(FIXED),
            Field.of("idle_heartbeat", duration(SHORT, true)).change(FIXED),
            Field.of("headers_only", FLAG),
            Field.of("max_batch", count(0, MOST)),
            Field.of("max_expires", duration(SHORT, true)),
            Field.of("max_bytes", SIZE),
            Field.of("deliver_subject", SUBJECT).change((from, to, server) -> (from == null) == (to == null)),
            Field.of("deliver_group", TEXT),
            Field.of("inactive_threshold", duration(SHORT, true)),
            Field.of("num_replicas", count(0, 5)).key("replicas"),
            Field.of("mem_storage", FLAG).change(FIXED),
            Field.of("pause_until", TIME).since(11),
            Field.of("priority_groups", TEXTS).since(11),
            Field.of("priority_policy", TEXT)
                    .accepting("none", "overflow", "pinned_client", "prioritized")
                    .unset("none")
                    .since(11),
            Field.of("priority_timeout", duration(SHORT, true)).since(11),
            METADATA);

    private ConsumerFields() {}
}
