package io.tailrace.nats;

import io.nats.client.JetStreamOptions;
import io.tailrace.config.HostName;
import io.tailrace.config.TailraceProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/** Gives every service its connections to NATS, their health and their metrics. */
@AutoConfiguration
@EnableConfigurationProperties({TailraceProperties.class, NatsProperties.class})
class NatsAutoConfiguration {

    @Bean
    Roles natsRoles() {
        return new Roles(System::nanoTime);
    }

    @Bean
    ConnectionOptions natsConnectionOptions(
            NatsProperties properties,
            ObjectProvider<SslBundles> bundles,
            @Value("${spring.application.name:tailrace}") String service) {
        String name = service + "@" + HostName.ofThisMachine();
        return new ConnectionOptions(properties, bundles.getIfAvailable(), name, Backoff.standard());
    }

    @Bean
    @ConditionalOnMissingBean
    NatsConnectionFactory natsConnectionFactory(ConnectionOptions options, Roles roles) {
        return new JnatsConnectionFactory(options, roles);
    }

    @Bean
    @ConditionalOnMissingBean
    ControlConnection controlConnection(NatsConnectionFactory factory) {
        return new ControlConnection(factory);
    }

    /** For {@code connection.jetStream(options)} and its like: the domain, where one is configured. */
    @Bean
    @ConditionalOnMissingBean
    JetStreamOptions jetStreamOptions(NatsProperties properties) {
        return JetStreamOptions.builder().domain(properties.jetstreamDomain()).build();
    }

    @Bean
    JetStreamCheck jetStreamCheck(TailraceProperties tailrace, NatsProperties properties, ControlConnection control) {
        JetStreamCheck check = new JetStreamCheck(tailrace.streamOf(0), properties.jetstreamDomain());
        control.onConnected(check);
        return check;
    }

    /** The contributor "natsConnection": "nats" itself is the group, and Boot wants their names to differ. */
    @Bean
    HealthIndicator natsConnectionHealthIndicator(Roles roles, JetStreamCheck check, ConnectionOptions options) {
        return new NatsHealthIndicator(roles, check, options.servers());
    }

    @Bean
    NatsMetrics natsMetrics(Roles roles) {
        return new NatsMetrics(roles);
    }
}
