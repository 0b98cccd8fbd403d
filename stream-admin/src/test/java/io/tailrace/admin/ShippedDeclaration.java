package io.tailrace.admin;

import io.tailrace.admin.declaration.Declarations;
import io.tailrace.admin.declaration.StreamDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** What the service declares when nobody configures anything else. */
public final class ShippedDeclaration {

    private ShippedDeclaration() {}

    public static List<StreamDeclaration> streams() {
        return read(new ClassPathResource("application.yml"));
    }

    /** The streams that are declared under {@code tailrace.admin} in a YAML text. */
    public static List<StreamDeclaration> of(String yaml) {
        return read(new ByteArrayResource(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static List<StreamDeclaration> read(Resource yaml) {
        try {
            Binder binder = new Binder(
                    ConfigurationPropertySources.from(new YamlPropertySourceLoader().load("declaration", yaml)));
            AdminProperties properties =
                    binder.bind("tailrace.admin", AdminProperties.class).get();
            return new Declarations("logs", 16).read(properties.streams(), properties.keyValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
