package io.tailrace.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Prints all that is wrong with the configuration instead of a stack trace; before Boot's own, which say less. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer implements FailureAnalyzer {

    private final @Nullable Environment environment;

    ConfigurationFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        List<ConfigurationProblem> problems = ConfigurationProblems.in(failure, environment);
        if (problems.isEmpty()) {
            return null;
        }
        String description =
                problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("\n"));
        String action = problems.size() == 1 ? "Correct this and start again." : "Correct these and start again.";
        return new FailureAnalysis(description, action, failure);
    }
}
