package io.tailrace.nats;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds properties as the application does. */
final class Properties {

    private Properties() {}

    /** Keys below {@code tailrace.nats}. */
    static NatsProperties nats(Map<String, String> values) {
        Map<String, String> keys = new HashMap<>();
        values.forEach((key, value) -> keys.put("tailrace.nats." + key, value));
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("tailrace.nats", NatsProperties.class);
    }
}
