package io.tailrace.admin.export;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.BucketKeys;
import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.FieldTable;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.plan.Canonical;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A declaration of all streams, buckets and durable consumers of a broker, so that applying it changes nothing there and
 * makes the same on an empty broker.
 *
 * @param api the broker
 */
public record BrokerExport(StreamApi api) {

    private static final String KV = "KV_";
    private static final String OBJECTS = "OBJ_";
    private static final String OWN = "TAILRACE_ADMIN_LEASE";
    private static final String METADATA = "metadata";

    /** A collector writes the name of its ledger into its consumers, and what else is in there changes. */
    private static final String COLLECTORS = "io.tailrace.ledger";

    private static final Set<String> NOT_DECLARED = Set.of("name", "durable_name", "template_owner", METADATA);

    /** The server's notes about itself, in metadata. */
    private static final Set<String> SERVERS_OWN = Set.of("_nats.ver", "_nats.level", "_nats.req.level");

    /** YAML, with a comment for each thing that no key can say. */
    public String yaml() throws BrokerException, InterruptedException {
        Notes notes = new Notes(new TreeSet<>());
        List<Object> streams = new ArrayList<>();
        List<Object> keyValue = new ArrayList<>();
        List<Object> objectStore = new ArrayList<>();
        List<StreamInfo> all = new ArrayList<>(api.streams());
        all.sort(Comparator.comparing(StreamInfo::name));
        for (StreamInfo stream : all) {
            if (stream.name().equals(OWN)) {
                continue;
            }
            List<Object> consumers = consumers(stream.name(), notes);
            Map<String, Object> bucket = consumers.isEmpty() ? bucket(stream) : null;
            if (bucket == null) {
                streams.add(stream(stream, consumers, notes));
            } else {
                (stream.name().startsWith(KV) ? keyValue : objectStore).add(bucket);
            }
        }
        Map<String, Object> admin = new LinkedHashMap<>();
        admin.put("streams", streams);
        admin.put("key-value", keyValue);
        admin.put("object-store", objectStore);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return notes.text() + new Yaml(options).dump(Map.of("tailrace", Map.of("admin", admin)));
    }

    private static Map<String, Object> stream(StreamInfo stream, List<Object> consumers, Notes notes) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", stream.name());
        entry.putAll(fields(StreamFields.TABLE, stream.config(), stream.config()));
        if (!consumers.isEmpty()) {
            entry.put("consumers", consumers);
        }
        notes.unknown(StreamFields.TABLE, stream.name(), stream.config());
        return entry;
    }

    private List<Object> consumers(String stream, Notes notes) throws BrokerException, InterruptedException {
        List<Object> entries = new ArrayList<>();
        List<ConsumerInfo> consumers = new ArrayList<>(api.consumers(stream));
        consumers.sort(Comparator.comparing(ConsumerInfo::name));
        for (ConsumerInfo consumer : consumers) {
            if (consumer.config().path(METADATA).has(COLLECTORS)) {
                notes.add(stream + "/" + consumer.name() + " is a collector's own and left out");
            } else if (consumer.isDurable()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", consumer.name());
                entry.putAll(fields(ConsumerFields.TABLE, consumer.config(), consumer.config()));
                entries.add(entry);
                notes.unknown(ConsumerFields.TABLE, stream + "/" + consumer.name(), consumer.config());
            }
        }
        return entries;
    }

    /** A stream as the bucket that it is, null where it is none or has something that no bucket has. */
    private static @Nullable Map<String, Object> bucket(StreamInfo stream) {
        boolean keyValue = stream.name().startsWith(KV);
        if (!keyValue && !stream.name().startsWith(OBJECTS)) {
            return null;
        }
        String bucket = stream.name().substring(keyValue ? KV.length() : OBJECTS.length());
        FieldTable keys = keyValue ? BucketKeys.KEY_VALUE : BucketKeys.OBJECT_STORE;
        ObjectNode implied = keyValue ? BucketKeys.keyValue(bucket) : BucketKeys.objectStore(bucket);
        if (keyValue) {
            BucketKeys.completed(implied, stream.config());
        }
        for (Field field : StreamFields.TABLE.all()) {
            JsonNode usual = implied.has(field.json())
                    ? implied.get(field.json())
                    : field.undeclared().apply(stream.config());
            boolean same = Objects.equals(
                    Canonical.value(field, usual),
                    Canonical.value(field, stream.config().get(field.json())));
            if (!same && keys.named(field.json()) == null) {
                return null;
            }
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("bucket", bucket);
        entry.putAll(fields(keys, stream.config(), implied));
        return entry;
    }

    /** The keys of all that is not as it would be without them. */
    private static Map<String, Object> fields(FieldTable table, ObjectNode config, ObjectNode implied) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (Field field : table.all()) {
            JsonNode value = config.get(field.json());
            JsonNode usual = implied.equals(config) || !implied.has(field.json())
                    ? field.undeclared().apply(config)
                    : implied.get(field.json());
            if (field.json().equals(METADATA)) {
                value = ownMetadata(value);
            }
            JsonNode canonical = Canonical.value(field, value);
            if (!Objects.equals(canonical, Canonical.value(field, usual))) {
                Object yaml = value == null ? "false" : field.type().toYaml(canonical == null ? value : canonical);
                entry.put(field.key(), escaped(yaml));
            }
        }
        return entry;
    }

    private static @Nullable JsonNode ownMetadata(@Nullable JsonNode metadata) {
        if (!(metadata instanceof ObjectNode object)) {
            return null;
        }
        ObjectNode own = object.deepCopy();
        SERVERS_OWN.forEach(own::remove);
        return own;
    }

    /** Configuration files have placeholders, the broker's texts do not. */
    private static Object escaped(Object yaml) {
        if (yaml instanceof String text) {
            return text.replace("${", "\\${");
        }
        if (yaml instanceof List<?> list) {
            return list.stream().map(BrokerExport::escaped).toList();
        }
        if (yaml instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, escaped(value)));
            return copy;
        }
        return yaml;
    }

    private record Notes(Set<String> lines) {

        void unknown(FieldTable table, String name, ObjectNode config) {
            for (Map.Entry<String, JsonNode> entry : config.properties()) {
                if (table.named(entry.getKey()) == null
                        && !NOT_DECLARED.contains(entry.getKey())
                        && Canonical.value(null, entry.getValue()) != null) {
                    add(name + " has " + entry.getKey() + " = " + entry.getValue()
                            + ", which this version can't declare");
                }
            }
        }

        void add(String line) {
            lines.add("# " + line + "\n");
        }

        String text() {
            return String.join("", lines);
        }
    }
}
