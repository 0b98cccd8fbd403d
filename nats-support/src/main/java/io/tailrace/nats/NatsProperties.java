package io.tailrace.nats;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service connects to NATS.
 *
 * @param servers the addresses of one or more servers of the cluster
 * @param connectTimeout how long an attempt to connect to one server may take
 */
@ConfigurationProperties("tailrace.nats")
record NatsProperties(
        @DefaultValue("nats://localhost:4222") List<String> servers,
        @DefaultValue("2s") Duration connectTimeout) {}
