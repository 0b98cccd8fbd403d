package io.tailrace.collector;

import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.config.TailraceProperties;
import io.tailrace.nats.ControlConnection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the collector. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectorProperties.class)
class CollectorConfiguration {

    @Bean
    CollectorSettings collectorSettings(TailraceProperties common, CollectorProperties properties) {
        return new CollectorSettings(common, properties);
    }

    @Bean
    CollectorLifecycle collectorLifecycle(
            CollectorProperties properties,
            CollectorSettings settings,
            ControlConnection connection,
            CollectorEvents events) {
        return new CollectorLifecycle(properties, settings, connection, events);
    }
}
