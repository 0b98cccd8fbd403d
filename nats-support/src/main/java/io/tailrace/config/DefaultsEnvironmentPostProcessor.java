package io.tailrace.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** Adds what all services have in common below everything else, so that any configuration overrides it. */
final class DefaultsEnvironmentPostProcessor implements EnvironmentPostProcessor {

    private static final Resource DEFAULTS = new ClassPathResource("META-INF/tailrace/defaults.properties");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            for (PropertySource<?> source : new PropertiesPropertySourceLoader().load("tailrace defaults", DEFAULTS)) {
                environment.getPropertySources().addLast(source);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
