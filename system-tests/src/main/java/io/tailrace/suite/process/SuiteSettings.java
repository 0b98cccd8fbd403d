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
 */
public record SuiteSettings(String host, Map<String, List<String>> inputs, Map<String, String> properties) {

    public SuiteSettings {
        inputs = Map.copyOf(inputs);
        properties = Map.copyOf(properties);
    }

    /** One input with one or more globs. */
    public static SuiteSettings of(String host, String input, String... globs) {
        return new SuiteSettings(host, Map.of(input, List.of(globs)), Map.of());
    }

    /** The same with one more input. */
    public SuiteSettings withInput(String name, String... globs) {
        Map<String, List<String>> more = new LinkedHashMap<>(inputs);
        more.put(name, List.of(globs));
        return new SuiteSettings(host, more, properties);
    }

    /** The same with one more key. */
    public SuiteSettings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new SuiteSettings(host, inputs, more);
    }
}
