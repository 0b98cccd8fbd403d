package io.tailrace.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that the check of the keys found wrong. */
final class ConfigurationRefusedException extends RuntimeException {

    private final transient List<ConfigurationProblem> problems;

    ConfigurationRefusedException(List<ConfigurationProblem> problems) {
        super(problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    List<ConfigurationProblem> problems() {
        return problems;
    }
}
