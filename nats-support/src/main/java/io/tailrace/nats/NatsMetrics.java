package io.tailrace.nats;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailrace.nats.RoleState.Counter;

/** {@code tailrace_nats_*}, each by role. */
final class NatsMetrics implements MeterBinder {

    private final Roles roles;

    NatsMetrics(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        roles.observe(role -> register(registry, role));
    }

    private static void register(MeterRegistry registry, RoleState role) {
        Gauge.builder("tailrace.nats.connected", role, state -> state.isConnected() ? 1 : 0)
                .description("1 while the connection is up")
                .tag("role", role.role())
                .register(registry);
        counter(registry, role, Counter.RECONNECTS, "tailrace.nats.reconnects", "reconnects");
        counter(registry, role, Counter.IN_MESSAGES, "tailrace.nats.in.messages", "messages received");
        counter(registry, role, Counter.OUT_MESSAGES, "tailrace.nats.out.messages", "messages sent");
        counter(registry, role, Counter.IN_BYTES, "tailrace.nats.in.bytes", "bytes received");
        counter(registry, role, Counter.OUT_BYTES, "tailrace.nats.out.bytes", "bytes sent");
    }

    private static void counter(
            MeterRegistry registry, RoleState role, Counter counter, String name, String description) {
        FunctionCounter.builder(name, role, state -> state.count(counter))
                .description(description)
                .tag("role", role.role())
                .register(registry);
    }
}
