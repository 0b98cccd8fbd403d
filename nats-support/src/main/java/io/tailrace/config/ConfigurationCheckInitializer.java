package io.tailrace.config;

import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Checks the configuration when all of it is there, logging works, and nothing has been bound yet. */
final class ConfigurationCheckInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<ConfigurationProblem> problems =
                new ConfigurationCheck(KnownKeys.load()).problemsOf(context.getEnvironment());
        if (!problems.isEmpty()) {
            throw new ConfigurationRefusedException(problems);
        }
    }
}
