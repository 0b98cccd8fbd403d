package io.tailrace.admin.apply;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The right to destroy something, which one instance of stream-admin has at a time: a message in a stream of its own
 * that takes no second one, and that goes by itself should its owner die. Not for use by several threads.
 */
final class Lease {

    /** The stream, in memory, at most one message. */
    static final String STREAM = "TAILRACE_ADMIN_LEASE";

    private static final String SUBJECT = "tailrace.admin.lease";
    private static final Duration LASTS = Duration.ofSeconds(60);
    private static final Duration RENEW_AFTER = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    private final StreamApi api;
    private final String owner = UUID.randomUUID().toString();
    private long sequence;
    private long renewed;

    private Lease(StreamApi api) {
        this.api = api;
    }

    /** Gets the lease, null where another one has it. */
    static @Nullable Lease tryAcquire(StreamApi api) throws BrokerException, InterruptedException {
        if (api.find(STREAM) == null) {
            api.create(stream());
        }
        Lease lease = new Lease(api);
        try {
            lease.publish(Map.of());
            return lease;
        } catch (RefusedException taken) {
            return null;
        }
    }

    /**
     * Keeps the lease while something takes long.
     *
     * @throws IllegalStateException where it is lost, so that another one may be at it
     */
    void renew() {
        if (System.nanoTime() - renewed < RENEW_AFTER.toNanos()) {
            return;
        }
        try {
            publish(Map.of("Nats-Rollup", "sub", "Nats-Expected-Last-Subject-Sequence", Long.toString(sequence)));
        } catch (BrokerException lost) {
            throw new IllegalStateException("the lease is lost: " + lost.getMessage(), lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while renewing the lease", interrupted);
        }
    }

    private void publish(Map<String, String> headers) throws BrokerException, InterruptedException {
        sequence = api.publish(SUBJECT, owner, headers);
        renewed = System.nanoTime();
    }

    /** Whether it is certainly still held. */
    boolean isHeld() {
        return System.nanoTime() - renewed < LASTS.toNanos() / 2;
    }

    /** Gives it back. Where that fails, the message's age ends it. */
    void release() throws InterruptedException {
        try {
            api.deleteMessage(STREAM, sequence);
        } catch (BrokerException goesByItself) {
            log.debug("the lease ends by itself: {}", goesByItself.getMessage());
        }
    }

    private static ObjectNode stream() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("name", STREAM);
        config.put("description", "one stream-admin at a time recreates or deletes; made and used by stream-admin");
        config.putArray("subjects").add(SUBJECT);
        config.put("storage", "memory");
        config.put("max_age", LASTS.toNanos());
        config.put("max_msgs_per_subject", 1);
        config.put("discard", "new");
        config.put("discard_new_per_subject", true);
        config.put("allow_rollup_hdrs", true);
        config.put("duplicate_window", TimeUnit.SECONDS.toNanos(1));
        return config;
    }
}
