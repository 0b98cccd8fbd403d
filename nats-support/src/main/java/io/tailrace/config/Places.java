package io.tailrace.config;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/** Says where a property was written in the words of the person who wrote it. */
final class Places {

    private Places() {}

    /** The place of a source's property: {@code /etc/tailrace/agent.yml:14}, {@code environment}, {@code command line}. */
    static @Nullable String of(PropertySource<?> source, String name) {
        if (source instanceof CommandLinePropertySource) {
            return "command line";
        }
        return switch (source.getName()) {
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME -> "environment";
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "system property";
            default -> of(OriginLookup.getOrigin(source, name));
        };
    }

    /** The place of a key's effective value, null if it has none. */
    static @Nullable String of(Environment environment, String key) {
        if (!ConfigurationPropertyName.isValid(key)) {
            return null;
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return of(property.getOrigin());
            }
        }
        return null;
    }

    /** An origin as {@code file:line}, where it is one. */
    static @Nullable String of(@Nullable Origin origin) {
        if (origin instanceof PropertySourceOrigin wrapped) {
            return of(wrapped.getPropertySource(), wrapped.getPropertyName());
        }
        if (origin instanceof TextResourceOrigin text && text.getResource() != null && text.getLocation() != null) {
            return pathOf(text.getResource()) + ":" + (text.getLocation().getLine() + 1);
        }
        return origin == null ? null : origin.toString();
    }

    private static String pathOf(Resource resource) {
        try {
            return resource.isFile() ? resource.getFile().getPath() : resource.getDescription();
        } catch (IOException notAFile) {
            return resource.getDescription();
        }
    }
}
