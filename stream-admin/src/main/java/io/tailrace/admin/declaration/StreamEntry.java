package io.tailrace.admin.declaration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of {@code tailrace.admin.streams} with its template and the defaults: the streams that it stands for.
 *
 * @param path the entry's key
 * @param entry what it says itself
 * @param source for templates and defaults
 * @param count how many partitions the fleet has
 */
record StreamEntry(String path, StreamProperties entry, DeclarationSource source, int count) {

    /** ADR-6 of NATS: no white space, dots, wildcards or path separators. */
    private static final Pattern NAME = Pattern.compile("[^\\s.*>/\\\\{}]+");

    private static final int DEFAULT_FULL = 80;

    /** One stream, or one a partition. */
    List<StreamDeclaration> streams() {
        String name = entry.name();
        if (name == null) {
            throw new InvalidDeclarationException(path + ".name", null, "is missing");
        }
        ObjectNode config = config();
        config.put("name", name);
        StreamProperties template = template();
        String text = entry.partitions() == null && template != null ? template.partitions() : entry.partitions();
        List<Integer> partitions = Placeholders.partitions(path + ".partitions", text, count);
        if (!Placeholders.in(name)) {
            Placeholders.spread(config, StreamFields.SUBJECTS.json(), partitions);
            return List.of(declaration(path, config, consumers(partitions, null), reclaim(null)));
        }
        return partitions.stream()
                .map(partition -> declaration(
                        path + "{" + partition + "}",
                        (ObjectNode) Placeholders.fill(config, partition),
                        consumers(partitions, partition),
                        reclaim(partition)))
                .toList();
    }

    private StreamDeclaration declaration(
            String key, ObjectNode config, List<ConsumerDeclaration> consumers, @Nullable Reclaim reclaim) {
        requireName(path + ".name", config.path("name").asString());
        return new StreamDeclaration(key, config, Map.of(), consumers, reclaim);
    }

    private ObjectNode config() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        // The name comes first where people read the JSON.
        config.put("name", "");
        DefaultsProperties defaults = source.defaults();
        if (defaults != null && defaults.stream() != null) {
            config.setAll(RecordReader.read("tailrace.admin.defaults.stream", defaults.stream(), StreamFields.TABLE));
        }
        StreamProperties template = template();
        if (template != null) {
            config.setAll(
                    RecordReader.read("tailrace.admin.templates." + entry.template(), template, StreamFields.TABLE));
        }
        config.setAll(RecordReader.read(path, entry, StreamFields.TABLE));
        return config;
    }

    private @Nullable StreamProperties template() {
        String name = entry.template();
        if (name == null) {
            return null;
        }
        StreamProperties template = source.templates().get(name);
        if (template == null) {
            throw new InvalidDeclarationException(
                    path + ".template",
                    name,
                    "is not in tailrace.admin.templates, which has "
                            + source.templates().keySet());
        }
        return template;
    }

    private List<ConsumerDeclaration> consumers(List<Integer> ofStream, @Nullable Integer partition) {
        String at = path + ".consumers";
        List<ConsumerProperties> entries = entry.consumers();
        StreamProperties template = template();
        if (entries == null && template != null) {
            at = "tailrace.admin.templates." + entry.template() + ".consumers";
            entries = template.consumers();
        }
        List<ConsumerDeclaration> consumers = new ArrayList<>();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            consumers.addAll(consumer(at + "[" + i + "]", entries.get(i), ofStream, partition));
        }
        Set<String> names = new HashSet<>();
        for (ConsumerDeclaration consumer : consumers) {
            if (!names.add(consumer.name())) {
                throw new InvalidDeclarationException(consumer.key() + ".name", consumer.name(), "is there twice");
            }
        }
        return consumers;
    }

    private List<ConsumerDeclaration> consumer(
            String key, ConsumerProperties declared, List<Integer> ofStream, @Nullable Integer partition) {
        String name = declared.name();
        if (name == null) {
            throw new InvalidDeclarationException(key + ".name", null, "is missing");
        }
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        DefaultsProperties defaults = source.defaults();
        if (defaults != null && defaults.consumer() != null) {
            config.setAll(
                    RecordReader.read("tailrace.admin.defaults.consumer", defaults.consumer(), ConsumerFields.TABLE));
        }
        config.setAll(RecordReader.read(key, declared, ConsumerFields.TABLE));
        if (partition != null) {
            return List.of(consumer(key, name, config, partition));
        }
        List<Integer> partitions = declared.partitions() == null
                ? ofStream
                : Placeholders.partitions(key + ".partitions", declared.partitions(), count);
        if (Placeholders.in(name)) {
            return partitions.stream()
                    .map(each -> consumer(key, name, config, each))
                    .toList();
        }
        Placeholders.spread(config, ConsumerFields.FILTER_SUBJECTS.json(), partitions);
        requireName(key + ".name", name);
        return List.of(new ConsumerDeclaration(key, name, config));
    }

    private static ConsumerDeclaration consumer(String key, String name, ObjectNode config, int partition) {
        String filled = Placeholders.fill(name, partition);
        requireName(key + ".name", filled);
        return new ConsumerDeclaration(key, filled, (ObjectNode) Placeholders.fill(config, partition));
    }

    private @Nullable Reclaim reclaim(@Nullable Integer partition) {
        StreamProperties template = template();
        ReclaimProperties declared = entry.reclaim() == null && template != null ? template.reclaim() : entry.reclaim();
        if (declared == null) {
            return null;
        }
        List<String> names = declared.consumers();
        if (names == null || names.isEmpty()) {
            throw new InvalidDeclarationException(
                    path + ".reclaim.consumers", null, "is missing: name the consumers that must have acknowledged");
        }
        List<String> consumers = new ArrayList<>();
        for (String name : names) {
            if (partition != null) {
                consumers.add(Placeholders.fill(name, partition));
            } else if (Placeholders.in(name)) {
                Placeholders.partitions(path + ".partitions", entry.partitions(), count)
                        .forEach(each -> consumers.add(Placeholders.fill(name, each)));
            } else {
                consumers.add(name);
            }
        }
        String above = declared.above();
        int percent = above == null
                ? DEFAULT_FULL
                : FieldType.count(1, 99)
                        .toJson(path + ".reclaim.above", above.replace("%", ""))
                        .asInt();
        String trust = declared.trustStartSequence();
        boolean trusts = trust != null
                && FieldType.FLAG
                        .toJson(path + ".reclaim.trust-start-sequence", trust)
                        .asBoolean();
        return new Reclaim(percent, consumers, trusts);
    }

    /** A name that every server takes. */
    static void requireName(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidDeclarationException(
                    key, name, "has a space or one of . * > / \\ { } which no name may have");
        }
    }
}
