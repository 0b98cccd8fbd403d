package io.tailrace.nats;

import io.tailrace.config.TailraceProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives every service its connections to NATS. */
@AutoConfiguration
@EnableConfigurationProperties({TailraceProperties.class, NatsProperties.class})
class NatsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NatsConnectionFactory natsConnectionFactory(NatsProperties properties) {
        return new JnatsConnectionFactory(properties, Backoff.standard());
    }

    @Bean
    @ConditionalOnMissingBean
    ControlConnection controlConnection(NatsConnectionFactory factory) {
        return new ControlConnection(factory);
    }
}
