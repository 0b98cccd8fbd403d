package io.tailrace.admin.declaration;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one declared bucket. ADR-8 of NATS says which stream a bucket is. */
final class KeyValueKeys {

    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9_-]+");

    private static final List<Key<KeyValueProperties>> KEYS = List.of(
            Key.of(StreamFields.DESCRIPTION, KeyValueProperties::description),
            new Key<>("history", StreamFields.MAX_MSGS_PER_SUBJECT, KeyValueKeys::history),
            new Key<>("ttl", StreamFields.MAX_AGE, KeyValueProperties::ttl),
            new Key<>("max-bucket-size", StreamFields.MAX_BYTES, KeyValueProperties::maxBucketSize),
            new Key<>("max-value-size", StreamFields.MAX_MSG_SIZE, KeyValueProperties::maxValueSize),
            Key.of(StreamFields.STORAGE, KeyValueProperties::storage),
            new Key<>("replicas", StreamFields.NUM_REPLICAS, KeyValueProperties::replicas));

    private KeyValueKeys() {}

    /** The fields, declared or implied by being a bucket, in the server's JSON. */
    static ObjectNode config(String path, KeyValueProperties declared) {
        String bucket = StreamKeys.name(path + ".bucket", declared.bucket());
        if (!BUCKET.matcher(bucket).matches()) {
            throw new InvalidDeclarationException(path + ".bucket", bucket, "may have letters, digits, - and _ only");
        }
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("name", "KV_" + bucket);
        config.putArray(StreamFields.SUBJECTS.json()).add("$KV." + bucket + ".>");
        config.put(StreamFields.DISCARD.json(), "new");
        config.put(StreamFields.DENY_DELETE.json(), true);
        config.put(StreamFields.ALLOW_ROLLUP_HDRS.json(), true);
        config.put(StreamFields.ALLOW_DIRECT.json(), true);
        Key.write(KEYS, path, declared, config);
        return config;
    }

    private static Long history(KeyValueProperties declared) {
        Long history = declared.history();
        return history == null ? 1L : history;
    }
}
