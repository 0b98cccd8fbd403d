package io.tailrace.suite.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the services of a suite are configured beyond their defaults.
 *
 * @param host the agent's host
 * @param inputs the agent's inputs: path globs by name
 * @param properties further configuration keys, {@code tailrace.…}, with their values
 * @param servers how many nats-servers there are: 1, or those of a cluster
 */
public record SuiteSettings(
        String host, Map<String, List<String>> inputs, Map<String, String> properties, int servers) {

    public SuiteSettings {
        inputs = Map.copyOf(inputs);
        properties = Map.copyOf(properties);
    }

    /** One input with one or more globs. */
    public static SuiteSettings of(String host, String input, String... globs) {
        return new SuiteSettings(host, Map.of(input, List.of(globs)), Map.of(), 1);
    }

    /** The same with one more input. */
    public SuiteSettings withInput(String name, String... globs) {
        Map<String, List<String>> more = new LinkedHashMap<>(inputs);
        more.put(name, List.of(globs));
        return new SuiteSettings(host, more, properties, servers);
    }

    /** The same with one more key. */
    public SuiteSettings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new SuiteSettings(host, inputs, more, servers);
    }

    /**
     * The same on a cluster, of which each server holds each stream.
     *
     * @param count of servers
     */
    public SuiteSettings onCluster(int count) {
        SuiteSettings clustered = new SuiteSettings(host, inputs, properties, count);
        return clustered
                .withStream(0, count, Map.of("name", Suite.STREAM, "subjects[0]", "logs.>", "max-age", "1d"))
                .withStream(1, count, Map.of("name", Suite.STREAM + "_DLQ", "subjects[0]", "dlq.logs"))
                .with("tailrace.admin.key-value[0].bucket", "LOG_AGENTS")
                .with("tailrace.admin.key-value[0].replicas", Integer.toString(count));
    }

    private SuiteSettings withStream(int index, int replicas, Map<String, String> declaration) {
        String stream = "tailrace.admin.streams[" + index + "].";
        SuiteSettings result =
                with(stream + "replicas", Integer.toString(replicas)).with(stream + "storage", "file");
        for (Map.Entry<String, String> field : declaration.entrySet()) {
            result = result.with(stream + field.getKey(), field.getValue());
        }
        return result;
    }
}
