package io.tailrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Checks the configuration when all of it is there, logging works, and nothing has been bound yet. A service says in
 * {@value #LEFT} which lists it judges itself, so that one element that is wrong doesn't concern the others.
 */
final class ConfigurationCheckInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String LEFT = "configuration-check.left-to-service";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<ConfigurationProblem> problems =
                new ConfigurationCheck(KnownKeys.load()).problemsOf(context.getEnvironment());
        List<String> left = Binder.get(context.getEnvironment())
                .bind(LEFT, Bindable.listOf(String.class))
                .orElse(List.of());
        Map<String, String> byKey = new LinkedHashMap<>();
        List<ConfigurationProblem> refused = new ArrayList<>();
        for (ConfigurationProblem problem : problems) {
            if (left.stream().anyMatch(list -> problem.key().startsWith(list + "["))) {
                byKey.put(problem.key(), problem.toString());
            } else {
                refused.add(problem);
            }
        }
        if (!refused.isEmpty()) {
            throw new ConfigurationRefusedException(refused);
        }
        context.getBeanFactory().registerSingleton("problemsLeftToService", new ProblemsLeftToService(byKey));
    }
}
