package io.tailrace.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class AgentHealthTests {

    private final AgentHealth health =
            new AgentHealth(new OtherAgents("my.host", new SimpleMeterRegistry(), System::nanoTime));

    @Test
    void isDownUntilFilesWereLookedAtAndTheWayIsOpen() {
        Health first = health.health();
        assertThat(first.getStatus()).isEqualTo(Status.DOWN);
        assertThat(first.getDetails())
                .containsEntry("files", "not looked at yet")
                .containsEntry("publishing", "not connected yet");
        health.started(List.of());
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        health.opened();
        assertThat(health.health()).isEqualTo(Health.up().build());
    }

    @Test
    void saysWhyNothingIsPublished() {
        up();
        health.shut("stream LOGS does not exist");
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("publishing", "stream LOGS does not exist");
        health.opened();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void saysWhyProgressIsNotRemembered() {
        up();
        health.checkpointFailed(new IOException("No space left on device"));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .containsEntry("checkpoint", "can't be written: java.io.IOException: No space left on device");
        health.checkpointed();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private void up() {
        health.started(List.of());
        health.opened();
    }
}
