package io.tailrace.admin.usage;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.Reclaim;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.declaration.SubjectFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes room in a stream that is nearly full: purges up to the lowest position that all named consumers have
 * acknowledged. It purges nothing where a position doesn't say that all before it was acknowledged.
 *
 * @param api the broker
 */
record Reclaimer(StreamApi api) {

    private static final Logger log = LoggerFactory.getLogger(Reclaimer.class);

    /** How what is said begins where nothing was purged though it should have been. */
    static final String NOT_DONE = "not done, ";

    /**
     * Says what was done.
     *
     * @param consumers as asked for before the stream was: what they have acknowledged was stored by then
     */
    String reclaim(StreamDeclaration declaration, Reclaim reclaim, StreamInfo stream, List<ConsumerInfo> consumers)
            throws BrokerException, InterruptedException {
        long full = StreamUsage.of(stream, List.of(), null).fullPercent();
        if (full < reclaim.above()) {
            return "nothing to do, " + full + " % full";
        }
        List<ConsumerInfo> named = new ArrayList<>();
        for (String name : reclaim.consumers()) {
            Optional<ConsumerInfo> consumer =
                    consumers.stream().filter(each -> each.name().equals(name)).findFirst();
            String problem = consumer.isEmpty()
                    ? "it does not exist"
                    : untrustworthy(consumer.get().config(), reclaim);
            if (problem != null) {
                return NOT_DONE + "consumer " + name + ": " + problem;
            }
            consumer.ifPresent(named::add);
        }
        long acknowledged =
                named.stream().mapToLong(ConsumerInfo::acknowledged).min().orElse(0);
        if (acknowledged < stream.state().path("first_seq").asLong(0)) {
            return NOT_DONE + full + " % full and nothing of it is acknowledged by all of " + reclaim.consumers();
        }
        for (String subject : api.subjects(stream.name()).keySet()) {
            if (named.stream().noneMatch(consumer -> wants(consumer.config(), subject))) {
                return NOT_DONE + "none of " + reclaim.consumers() + " wants messages of " + subject;
            }
        }
        return purge(declaration.name(), acknowledged, full);
    }

    private String purge(String stream, long acknowledged, long full) throws BrokerException, InterruptedException {
        long purged = api.purge(stream, acknowledged + 1);
        String done = "purged " + purged + " messages up to sequence " + acknowledged + " at " + full + " % full";
        log.info("stream={} reclaimed: {}", stream, done);
        return done;
    }

    /** Why a consumer's position may have passed messages that were not acknowledged, null where it has not. */
    private static @Nullable String untrustworthy(JsonNode config, Reclaim reclaim) {
        if (config.path("ack_policy").asString("none").equals("none")) {
            return "it acknowledges nothing (ack_policy none)";
        }
        String start = config.path("deliver_policy").asString("all");
        if (!start.equals("all") && !(start.equals("by_start_sequence") && reclaim.trustStartSequence())) {
            return "it did not begin with the first message (deliver_policy " + start + ")";
        }
        if (config.path("max_deliver").asLong(-1) > 0) {
            return "it gives messages up without acknowledgement (max_deliver "
                    + config.path("max_deliver").asLong() + ")";
        }
        return null;
    }

    private static boolean wants(JsonNode config, String subject) {
        String one = config.path("filter_subject").asString("");
        JsonNode several = config.path("filter_subjects");
        if (one.isEmpty() && several.isEmpty()) {
            return true;
        }
        if (SubjectFilters.overlap(one, subject)) {
            return true;
        }
        for (JsonNode filter : several) {
            if (SubjectFilters.overlap(filter.asString(), subject)) {
                return true;
            }
        }
        return false;
    }
}
