package io.tailrace.agent.operations;

import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.source.Source;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the agent ships: the way to the stream is open, and progress can be remembered. */
final class AgentHealth implements HealthIndicator, ShippingEvents {

    private final OtherAgents others;
    private volatile boolean started;
    private volatile @Nullable String shut = "not connected yet";
    private volatile @Nullable String checkpoint;
    private volatile @Nullable String moved;

    AgentHealth(OtherAgents others) {
        this.others = others;
    }

    @Override
    public Health health() {
        String reason = shut;
        String memory = checkpoint;
        Health.Builder health = reason == null && memory == null && started ? Health.up() : Health.down();
        if (!started) {
            health.withDetail("files", "not looked at yet");
        }
        if (reason != null) {
            health.withDetail("publishing", reason);
        }
        if (memory != null) {
            health.withDetail("checkpoint", memory);
        }
        String conflict = others.conflict();
        if (conflict != null) {
            health.withDetail("host", conflict);
        }
        String settled = moved;
        if (settled != null) {
            health.withDetail("moved", settled);
        }
        return health.build();
    }

    /** What could not be settled can't be any more: it is said until the next start, and is nothing to be down for. */
    @Override
    public void moved(Move.Outcome outcome, String problem) {
        if (outcome.unsettled() > 0) {
            moved = outcome.unsettled() + " sources could not be settled on the old subject: "
                    + (problem.isEmpty() ? "no answer in time" : problem);
        }
    }

    @Override
    public void started(Collection<Source> sources) {
        started = true;
    }

    @Override
    public void opened() {
        shut = null;
    }

    @Override
    public void shut(String why) {
        shut = why;
    }

    @Override
    public void checkpointed() {
        checkpoint = null;
    }

    @Override
    public void checkpointFailed(IOException why) {
        checkpoint = "can't be written: " + why;
    }
}
