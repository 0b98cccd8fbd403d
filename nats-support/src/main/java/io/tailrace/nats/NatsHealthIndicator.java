package io.tailrace.nats;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the control connection is, while a permission is missing to any role, and where there is no JetStream. */
final class NatsHealthIndicator implements HealthIndicator {

    private final Roles roles;
    private final JetStreamCheck jetStream;
    private final String servers;

    /** @param servers the configured addresses, shown while there is no connection */
    NatsHealthIndicator(Roles roles, JetStreamCheck jetStream, String servers) {
        this.roles = roles;
        this.jetStream = jetStream;
        this.servers = servers;
    }

    @Override
    public Health health() {
        RoleState control = roles.get(ControlConnection.ROLE);
        @Nullable String problem = problem(control);
        Health.Builder health = problem == null ? Health.up() : Health.down();
        @Nullable String server = control.server();
        health.withDetail("server", server == null ? servers : server).withDetail("state", control.status());
        @Nullable String error = problem == null ? lastError() : problem;
        if (error != null) {
            health.withDetail("error", error);
        }
        return health.build();
    }

    private @Nullable String problem(RoleState control) {
        if (!control.isConnected()) {
            @Nullable String error = control.lastError();
            return error == null ? "not connected" : error;
        }
        Optional<String> violation = roles.all().stream()
                .flatMap(role -> Optional.ofNullable(role.violation()).stream())
                .findFirst();
        return violation.orElseGet(jetStream::problem);
    }

    private @Nullable String lastError() {
        return roles.all().stream()
                .flatMap(role -> Optional.ofNullable(role.lastError()).stream())
                .findFirst()
                .orElse(null);
    }
}
