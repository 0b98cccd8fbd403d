package io.tailrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Compares every property of Tailrace, wherever it was set, with the keys that there are and with what they take.
 *
 * <p>Binding alone would not do: it finds unknown keys neither in environment variables nor outside of its own prefix,
 * stops at the first value it can't convert, and takes a duration without a unit for milliseconds.
 */
final class ConfigurationCheck {

    private final KnownKeys keys;

    ConfigurationCheck(KnownKeys keys) {
        this.keys = keys;
    }

    /** All that is wrong, in the order in which it was written; a group that is not known is named once. */
    List<ConfigurationProblem> problemsOf(ConfigurableEnvironment environment) {
        Map<String, ConfigurationProblem> problems = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    check(environment, listed, name)
                            .ifPresent(problem -> problems.putIfAbsent(problem.key() + problem.problem(), problem));
                }
            }
        }
        return new ArrayList<>(problems.values());
    }

    private Optional<ConfigurationProblem> check(
            ConfigurableEnvironment environment, EnumerablePropertySource<?> source, String name) {
        @Nullable KeyMatch match = lookUp(source, name);
        if (match == null) {
            return Optional.empty();
        }
        String value = valueOf(environment, source, name);
        @Nullable String place = Places.of(source, name);
        if (match instanceof KeyMatch.Value known) {
            return value.isBlank() || value.contains("${")
                    ? Optional.empty()
                    : known.type()
                            .problemOf(value)
                            .map(problem -> new ConfigurationProblem(name, value, problem, place));
        }
        if (match instanceof KeyMatch.Group group) {
            // An empty map or list of a file arrives as an empty value.
            return value.isBlank()
                    ? Optional.empty()
                    : Optional.of(
                            new ConfigurationProblem(name, null, "takes no value but " + below(group.node()), place));
        }
        return Optional.of(unknown((KeyMatch.Unknown) match, source, name, place));
    }

    private @Nullable KeyMatch lookUp(PropertySource<?> source, String name) {
        if (source instanceof SystemEnvironmentPropertySource) {
            VariableKey variable = VariableKey.parse(name);
            if (variable != null) {
                return variable.lookUp(keys.root());
            }
        }
        PropertyKey property = PropertyKey.parse(name);
        return property == null ? null : property.lookUp(keys.root());
    }

    private ConfigurationProblem unknown(
            KeyMatch.Unknown unknown, PropertySource<?> source, String name, @Nullable String place) {
        boolean variable = source instanceof SystemEnvironmentPropertySource;
        if (variable && VariableKey.isServiceLink(name)) {
            return new ConfigurationProblem(
                    name,
                    null,
                    "was set by Kubernetes for a service whose name begins with \"tailrace\", not by you."
                            + " Set enableServiceLinks: false in the pod's spec",
                    place);
        }
        String key = variable ? name : unknown.found() + "." + unknown.unknown();
        return new ConfigurationProblem(key, null, "is not a key. " + suggestion(unknown), place);
    }

    private static String suggestion(KeyMatch.Unknown unknown) {
        return NearestWord.to(unknown.unknown(), unknown.parent().childNames())
                .map("Did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "Under " + unknown.found() + " there is " + below(unknown.parent()));
    }

    private static String below(KeyNode node) {
        List<String> names = node.childNames();
        return names.isEmpty() ? "nothing else" : String.join(", ", names);
    }

    private static String valueOf(ConfigurableEnvironment environment, PropertySource<?> source, String name) {
        Object value = source.getProperty(name);
        return value == null
                ? ""
                : environment.resolvePlaceholders(value.toString()).strip();
    }
}
