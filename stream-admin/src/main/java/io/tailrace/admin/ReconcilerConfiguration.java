package io.tailrace.admin;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.ControlConnection;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the stations together: declaration, plan, apply, drift. */
@Configuration(proxyBeanMethods = false)
class ReconcilerConfiguration {

    @Bean
    Reconciler reconciler(
            ControlConnection connection, ApiSettings settings, DeclaredStreams declared, AdminProperties properties) {
        StreamApi api = new JetStreamApi(connection::current, settings.prefix(), settings.timeout());
        return new Reconciler(
                new Planner(api, declared.streams()), new Applier(api), properties.interval(), Clock.systemUTC());
    }
}
