package io.tailrace.admin.declaration;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads declared buckets. ADR-8 and ADR-20 of NATS say which streams they are. */
public final class BucketKeys {

    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final int MOST_HISTORY = 64;

    private static final Field BUCKET_SIZE = StreamFields.MAX_BYTES.key("max-bucket-size");
    private static final Field TTL = StreamFields.MAX_AGE.key("ttl");

    /** The keys of a key-value bucket, by the stream's field that each of them is. */
    public static final FieldTable KEY_VALUE = new FieldTable(
            StreamFields.DESCRIPTION,
            Field.of(StreamFields.MAX_MSGS_PER_SUBJECT.json(), FieldType.count(1, MOST_HISTORY))
                    .key("history"),
            TTL,
            StreamFields.SUBJECT_DELETE_MARKER_TTL.key("limit-marker-ttl"),
            BUCKET_SIZE,
            StreamFields.MAX_MSG_SIZE.key("max-value-size"),
            StreamFields.STORAGE,
            StreamFields.NUM_REPLICAS,
            StreamFields.PLACEMENT,
            StreamFields.COMPRESSION,
            StreamFields.MIRROR,
            StreamFields.SOURCES,
            StreamFields.REPUBLISH,
            StreamFields.METADATA);

    /** The same of an object bucket. */
    public static final FieldTable OBJECT_STORE = new FieldTable(
            StreamFields.DESCRIPTION,
            TTL,
            BUCKET_SIZE,
            StreamFields.STORAGE,
            StreamFields.NUM_REPLICAS,
            StreamFields.PLACEMENT,
            StreamFields.COMPRESSION,
            StreamFields.METADATA);

    private static final List<Field> SHARED =
            List.of(StreamFields.STORAGE, StreamFields.NUM_REPLICAS, StreamFields.PLACEMENT, StreamFields.COMPRESSION);

    private BucketKeys() {}

    /** The fields of a key-value bucket, declared or implied, in the server's JSON. */
    static ObjectNode keyValue(String path, KeyValueProperties declared, @Nullable DefaultsProperties defaults) {
        ObjectNode config = keyValue(requireBucket(path, declared.bucket()));
        config.setAll(shared(defaults));
        config.setAll(RecordReader.read(path, declared, KEY_VALUE));
        return completed(config, config);
    }

    /** What else is implied by what a key-value bucket has, as the command line tool does it. */
    public static ObjectNode completed(ObjectNode implied, ObjectNode config) {
        if (config.hasNonNull(StreamFields.SUBJECT_DELETE_MARKER_TTL.json())) {
            implied.put(StreamFields.ALLOW_MSG_TTL.json(), true);
        }
        if (config.hasNonNull(StreamFields.MIRROR.json())) {
            implied.remove(StreamFields.SUBJECTS.json());
            implied.put("mirror_direct", true);
        }
        if (config.hasNonNull(StreamFields.MIRROR.json()) || config.hasNonNull(StreamFields.SOURCES.json())) {
            implied.set("duplicate_window", StreamFields.usualDuplicateWindow(config));
        }
        return implied;
    }

    /** The fields of an object bucket, declared or implied, in the server's JSON. */
    static ObjectNode objectStore(String path, ObjectStoreProperties declared, @Nullable DefaultsProperties defaults) {
        ObjectNode config = objectStore(requireBucket(path, declared.bucket()));
        config.setAll(shared(defaults));
        config.setAll(RecordReader.read(path, declared, OBJECT_STORE));
        return config;
    }

    /** What is implied by being a key-value bucket. */
    public static ObjectNode keyValue(String bucket) {
        ObjectNode config = bucket("KV_" + bucket, "$KV." + bucket + ".>");
        config.put(StreamFields.MAX_MSGS_PER_SUBJECT.json(), 1L);
        config.put("deny_delete", true);
        return config;
    }

    /** What is implied by being an object bucket. */
    public static ObjectNode objectStore(String bucket) {
        return bucket("OBJ_" + bucket, "$O." + bucket + ".C.>", "$O." + bucket + ".M.>");
    }

    private static ObjectNode bucket(String stream, String... subjects) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("name", stream);
        for (String subject : subjects) {
            config.withArray(StreamFields.SUBJECTS.json()).add(subject);
        }
        config.put("discard", "new");
        config.put("allow_rollup_hdrs", true);
        config.put(StreamFields.ALLOW_DIRECT.json(), true);
        return config;
    }

    private static ObjectNode shared(@Nullable DefaultsProperties defaults) {
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        if (defaults != null && defaults.stream() != null) {
            ObjectNode all = RecordReader.read("tailrace.admin.defaults.stream", defaults.stream(), StreamFields.TABLE);
            for (Field field : SHARED) {
                if (all.has(field.json())) {
                    shared.set(field.json(), all.get(field.json()));
                }
            }
        }
        return shared;
    }

    private static String requireBucket(String path, @Nullable String bucket) {
        if (bucket == null) {
            throw new InvalidDeclarationException(path + ".bucket", null, "is missing");
        }
        if (!BUCKET.matcher(bucket).matches()) {
            throw new InvalidDeclarationException(path + ".bucket", bucket, "may have letters, digits, - and _ only");
        }
        return bucket;
    }
}
