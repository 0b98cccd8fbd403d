package io.tailrace.admin;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import io.tailrace.admin.usage.UsageReader;
import io.tailrace.nats.ControlConnection;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the stations together: declaration, plan, apply, drift. */
@Configuration(proxyBeanMethods = false)
class ReconcilerConfiguration {

    @Bean
    JetStreamApi jetStreamApi(ControlConnection connection, ApiSettings settings) {
        return new JetStreamApi(connection::current, settings.prefix(), settings.timeout());
    }

    @Bean
    Reconciler reconciler(JetStreamApi api, Declared declared, Permissions permissions, AdminProperties properties) {
        Clock clock = Clock.systemUTC();
        Planner planner = new Planner(api, declared, permissions);
        return new Reconciler(
                new Applier(api, planner, properties.backupDirectory(), clock),
                new UsageReader(api, declared.streams()),
                properties.policy(),
                properties.interval(),
                clock);
    }
}
