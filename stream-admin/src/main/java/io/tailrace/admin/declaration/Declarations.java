package io.tailrace.admin.declaration;

import io.tailrace.protocol.Partitioning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is declared.
 *
 * @param subjectPrefix of the fleet's log subjects
 * @param partitions of the whole fleet; recorded in the metadata of each stream that holds log subjects
 */
public record Declarations(String subjectPrefix, int partitions) {

    /**
     * All declared streams, buckets among them, in their order.
     *
     * @throws InvalidDeclarationException names the key, its value and what is accepted
     */
    public List<StreamDeclaration> read(List<StreamProperties> streams, List<KeyValueProperties> buckets) {
        List<StreamDeclaration> read = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            String path = "tailrace.admin.streams[" + i + "]";
            read.add(declaration(path, StreamKeys.config(path, streams.get(i))));
        }
        for (int i = 0; i < buckets.size(); i++) {
            String path = "tailrace.admin.key-value[" + i + "]";
            read.add(declaration(path, KeyValueKeys.config(path, buckets.get(i))));
        }
        refuseTwins(read);
        return List.copyOf(read);
    }

    private StreamDeclaration declaration(String path, ObjectNode config) {
        Map<String, String> marks =
                holdsLogs(config) ? Map.of(Partitioning.STREAM_METADATA_KEY, Integer.toString(partitions)) : Map.of();
        return new StreamDeclaration(path, config, marks);
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

    private static void refuseTwins(List<StreamDeclaration> declarations) {
        Map<String, String> keys = new HashMap<>();
        for (StreamDeclaration declaration : declarations) {
            String earlier = keys.putIfAbsent(declaration.name(), declaration.key());
            if (earlier != null) {
                throw new InvalidDeclarationException(
                        declaration.key(), declaration.name(), "is declared already at " + earlier);
            }
        }
    }
}
