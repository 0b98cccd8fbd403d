package io.tailrace.collector;

import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.operations.CollectorGauges;
import io.tailrace.collector.operations.CollectorHealthIndicator;
import io.tailrace.collector.operations.CollectorMetrics;
import io.tailrace.collector.operations.CollectorState;
import io.tailrace.collector.operations.DeadLetterEndpoint;
import io.tailrace.collector.operations.LedgerEndpoint;
import io.tailrace.collector.operations.ReportGauges;
import io.tailrace.collector.operations.ReportSnapshot;
import io.tailrace.config.TailraceProperties;
import io.tailrace.nats.ControlConnection;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the collector and what an operator sees of it. */
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
            ObjectProvider<JetStreamOptions> jetStream,
            CollectorEvents events) {
        return new CollectorLifecycle(
                properties, settings, connection, jetStream.getIfAvailable(JetStreamOptions::defaultOptions), events);
    }

    @Bean
    CollectorMetrics collectorMetrics(MeterRegistry registry) {
        return new CollectorMetrics(registry, Clock.systemUTC());
    }

    @Bean
    CollectorGauges collectorGauges(CollectorState state, CollectorSettings settings) {
        return new CollectorGauges(
                state,
                settings.partitions().stream().map(PartitionKey::partition).toList());
    }

    @Bean
    ReportSnapshot reportSnapshot(CollectorState state) {
        return new ReportSnapshot(state, System::nanoTime);
    }

    @Bean
    ReportGauges reportGauges(ReportSnapshot snapshot, CollectorState state) {
        return new ReportGauges(snapshot, state);
    }

    @Bean
    CollectorHealthIndicator collectorHealthIndicator(CollectorState state, ReportSnapshot snapshot) {
        return new CollectorHealthIndicator(state, snapshot);
    }

    @Bean
    LedgerEndpoint ledgerEndpoint(CollectorState state, ReportSnapshot snapshot) {
        return new LedgerEndpoint(state, snapshot);
    }

    @Bean
    DeadLetterEndpoint deadLetterEndpoint(CollectorProperties properties, CollectorState state) {
        return new DeadLetterEndpoint(new DeadLetterReader(properties.stateDirectory()), state);
    }
}
