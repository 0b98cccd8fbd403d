package io.tailrace.admin.declaration;

import io.tailrace.protocol.Partitioning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is declared.
 *
 * @param subjectPrefix of the fleet's log subjects
 * @param partitions of the whole fleet; recorded in the metadata of each stream that holds log subjects
 * @param owner recorded in the metadata of each stream that is created, null where nothing is
 */
public record Declarations(
        String subjectPrefix, int partitions, @Nullable String owner) {

    /** Key in a stream's metadata whose value says who may delete it. */
    public static final String OWNER_METADATA_KEY = "io.tailrace.owner";

    private static final String ADMIN = "tailrace.admin.";

    /** All declared streams, buckets among them, in their order. An entry that is wrong doesn't concern the others. */
    public Declared read(DeclarationSource source) {
        Reading reading = new Reading(source.problems());
        reading.each(
                "streams",
                source.streams(),
                StreamProperties::name,
                (path, entry) -> new StreamEntry(path, entry, source, partitions).streams());
        reading.each(
                "key-value",
                source.keyValue(),
                bucket -> named("KV_", bucket.bucket()),
                (path, entry) -> List.of(bucket(path, BucketKeys.keyValue(path, entry, source.defaults()))));
        reading.each(
                "object-store",
                source.objectStore(),
                bucket -> named("OBJ_", bucket.bucket()),
                (path, entry) -> List.of(bucket(path, BucketKeys.objectStore(path, entry, source.defaults()))));
        return new Declared(reading.streams.stream().map(this::marked).toList(), reading.invalid);
    }

    private static @Nullable String named(String prefix, @Nullable String bucket) {
        return bucket == null ? null : prefix + bucket;
    }

    private static StreamDeclaration bucket(String path, ObjectNode config) {
        return new StreamDeclaration(path, config, Map.of(), List.of(), null);
    }

    private StreamDeclaration marked(StreamDeclaration stream) {
        Map<String, String> marks = new TreeMap<>();
        if (holdsLogs(stream.config())) {
            marks.put(Partitioning.STREAM_METADATA_KEY, Integer.toString(partitions));
        }
        if (owner != null) {
            marks.put(OWNER_METADATA_KEY, owner);
        }
        return new StreamDeclaration(stream.key(), stream.config(), marks, stream.consumers(), stream.reclaim());
    }

    private boolean holdsLogs(ObjectNode config) {
        String logs = subjectPrefix + ".*.>";
        for (JsonNode subject : config.path(StreamFields.SUBJECTS.json())) {
            if (SubjectFilters.overlap(subject.asString(), logs)) {
                return true;
            }
        }
        return false;
    }

    /** Collects what can be read and what can't. */
    private static final class Reading {

        private final Map<String, String> problems;
        private final List<StreamDeclaration> streams = new ArrayList<>();
        private final List<InvalidDeclaration> invalid = new ArrayList<>();
        private final Map<String, String> keyByName = new HashMap<>();

        Reading(Map<String, String> problems) {
            this.problems = problems;
        }

        <P> void each(String list, List<P> entries, Function<P, @Nullable String> name, Reader<P> reader) {
            for (int i = 0; i < entries.size(); i++) {
                String path = ADMIN + list + "[" + i + "]";
                P entry = entries.get(i);
                read(path, name.apply(entry), () -> reader.read(path, entry));
            }
        }

        private void read(String path, @Nullable String name, Supplier<List<StreamDeclaration>> entry) {
            String known = problems.get(path);
            if (known != null) {
                invalid.add(new InvalidDeclaration(path, name, known));
                return;
            }
            try {
                List<StreamDeclaration> read = entry.get();
                Set<String> names = new HashSet<>();
                for (StreamDeclaration stream : read) {
                    String earlier = names.add(stream.name()) ? keyByName.get(stream.name()) : path;
                    if (earlier != null) {
                        throw new InvalidDeclarationException(path, stream.name(), "is declared already at " + earlier);
                    }
                }
                names.forEach(each -> keyByName.put(each, path));
                streams.addAll(read);
            } catch (InvalidDeclarationException wrong) {
                invalid.add(new InvalidDeclaration(path, name, String.valueOf(wrong.getMessage())));
            }
        }
    }

    @FunctionalInterface
    private interface Reader<P> {
        List<StreamDeclaration> read(String path, P entry);
    }
}
