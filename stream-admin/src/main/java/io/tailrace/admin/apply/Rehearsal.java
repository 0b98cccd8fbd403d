package io.tailrace.admin.apply;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds out whether a server takes a configuration, before the stream or consumer that has another one is deleted: by
 * creating one of another name, and deleting that.
 *
 * @param api the broker
 */
record Rehearsal(StreamApi api) {

    private static final String SUFFIX = "_tailrace_rehearsal";
    private static final String PREFIX = "tailrace.admin.rehearsal.";
    private static final String MAX_BYTES = "max_bytes";
    private static final long ENOUGH = 1024L * 1024;
    private static final String SUBJECTS = "subjects";
    private static final int SUBJECTS_OVERLAP = 10065;

    /**
     * Tries a stream. Where it copies from is left out, since copying from a work queue takes messages away.
     *
     * @throws RefusedException as the stream itself would be
     */
    void stream(ObjectNode config) throws BrokerException, InterruptedException {
        String name = config.path("name").asString();
        requireNoOverlap(name, config.path(SUBJECTS));
        ObjectNode tried = config.deepCopy();
        tried.put("name", name + SUFFIX);
        tried.remove(List.of("mirror", "sources", "republish"));
        tried.put("mirror_direct", false);
        if (config.path(MAX_BYTES).asLong(-1) > ENOUGH) {
            // The old one's room is still reserved.
            tried.put(MAX_BYTES, ENOUGH);
        }
        ArrayNode subjects = tried.putArray(SUBJECTS);
        config.path(SUBJECTS).forEach(subject -> subjects.add(PREFIX + subject.asString()));
        if (subjects.isEmpty()) {
            subjects.add(PREFIX + name);
        }
        new Creation(api).create(tried);
        api.delete(name + SUFFIX);
    }

    /**
     * Tries a consumer. Not of a work queue, which has one consumer a subject.
     *
     * @throws RefusedException as the consumer itself would be
     */
    void consumer(String stream, ObjectNode config) throws BrokerException, InterruptedException {
        StreamInfo info = api.find(stream);
        if (info == null || info.config().path("retention").asString("").equals("workqueue")) {
            return;
        }
        ObjectNode tried = config.deepCopy();
        String name = config.path("durable_name").asString() + SUFFIX;
        tried.put("name", name);
        tried.put("durable_name", name);
        tried.remove("deliver_group");
        if (config.hasNonNull("deliver_subject")) {
            tried.put("deliver_subject", PREFIX + name);
        }
        api.put(stream, tried);
        api.deleteConsumer(stream, name);
    }

    private void requireNoOverlap(String name, JsonNode subjects) throws BrokerException, InterruptedException {
        for (JsonNode subject : subjects) {
            List<String> others = api.streamsWith(subject.asString());
            if (others.stream().anyMatch(other -> !other.equals(name))) {
                throw new RefusedException(SUBJECTS_OVERLAP, "subjects overlap with an existing stream");
            }
        }
    }
}
