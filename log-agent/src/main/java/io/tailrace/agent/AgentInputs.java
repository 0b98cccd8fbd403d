package io.tailrace.agent;

import io.tailrace.agent.AgentProperties.InputProperties;
import io.tailrace.agent.discovery.Glob;
import io.tailrace.agent.discovery.Input;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.protocol.HeaderLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes inputs of the properties, or says which one can't work. */
final class AgentInputs {

    private static final String KEY = "tailrace.agent.inputs";
    private static final String EXAMPLE = """
            names no file to follow. For example:
              tailrace:
                agent:
                  inputs:
                    nginx:
                      paths: [/var/log/nginx/*.log]""";

    private AgentInputs() {}

    static List<Input> of(Map<String, InputProperties> properties) {
        if (properties.isEmpty()) {
            throw new InvalidConfigurationException(KEY, null, EXAMPLE);
        }
        List<Input> inputs = new ArrayList<>();
        properties.forEach((name, input) -> inputs.add(of(name, input)));
        return inputs;
    }

    private static Input of(String name, InputProperties properties) {
        String key = KEY + "." + name;
        if (properties.paths().isEmpty()) {
            throw new InvalidConfigurationException(
                    key + ".paths", null, "is empty; give it one or more globs, such as [/var/log/nginx/*.log]");
        }
        List<Glob> paths = globs(key + ".paths", properties.paths());
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).isNameOnly()) {
                throw new InvalidConfigurationException(
                        key + ".paths[" + i + "]", paths.get(i), "is not an absolute path; begin it with /");
            }
        }
        if (properties.partialLineTimeout().isNegative()) {
            throw new InvalidConfigurationException(
                    key + ".partial-line-timeout", properties.partialLineTimeout(), "is negative; use 0s or more");
        }
        check(key, name, () -> HeaderLimits.checkInput(name));
        check(key + ".labels", properties.labels(), () -> HeaderLimits.checkLabels(properties.labels()));
        return new Input(
                name,
                paths,
                globs(key + ".exclude", properties.exclude()),
                properties.delivery(),
                properties.startAt(),
                properties.maxLinesPerMessage(),
                properties.partialLineTimeout(),
                properties.labels());
    }

    /** Passes on what can't stand in headers. */
    private static void check(String key, Object value, Runnable limits) {
        try {
            limits.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(key, value, "can't be sent with messages: " + e.getMessage());
        }
    }

    private static List<Glob> globs(String key, List<String> patterns) {
        List<Glob> globs = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            try {
                globs.add(Glob.parse(patterns.get(i)));
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationException(
                        key + "[" + i + "]", patterns.get(i), String.valueOf(e.getMessage()));
            }
        }
        return globs;
    }
}
