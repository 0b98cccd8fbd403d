package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.declaration.Declarations;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.StreamDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** What the service declares when nobody configures anything else. */
public final class ShippedDeclaration {

    private ShippedDeclaration() {}

    public static List<StreamDeclaration> streams() {
        return valid(read(new ClassPathResource("application.yml")));
    }

    /** The streams that are declared under {@code tailrace.admin} in a YAML text. */
    public static List<StreamDeclaration> of(String yaml) {
        return valid(declared(yaml));
    }

    private static List<StreamDeclaration> valid(Declared declared) {
        assertThat(declared.invalid()).isEmpty();
        return declared.streams();
    }

    /** All of what is declared, and what is wrong in it. */
    public static Declared declared(String yaml) {
        return read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Declared read(Resource yaml) {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("declaration", yaml)
                    .forEach(environment.getPropertySources()::addFirst);
            AdminProperties properties = Binder.get(environment)
                    .bind("tailrace.admin", AdminProperties.class)
                    .get();
            return new Declarations("logs", 16, properties.owner()).read(properties.declarations(Map.of()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
