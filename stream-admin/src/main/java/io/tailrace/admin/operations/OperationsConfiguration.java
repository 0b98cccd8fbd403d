package io.tailrace.admin.operations;

import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.nats.ControlConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the reconciler to operators, and runs it. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {

    @Bean
    ReconcilerLifecycle reconcilerLifecycle(
            Reconciler reconciler, ControlConnection connection, JetStreamApi api, Declared declared) {
        return new ReconcilerLifecycle(reconciler, connection, api, declared);
    }

    @Bean
    StreamsEndpoint streamsEndpoint(Reconciler reconciler) {
        return new StreamsEndpoint(reconciler);
    }

    @Bean
    StreamsHealthIndicator streamsHealthIndicator(Reconciler reconciler) {
        return new StreamsHealthIndicator(reconciler);
    }

    @Bean
    StreamMetrics streamMetrics(Reconciler reconciler, Declared declared) {
        return new StreamMetrics(reconciler, declared);
    }
}
