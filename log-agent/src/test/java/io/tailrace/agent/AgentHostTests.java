package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.config.InvalidConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentHostTests {

    private static final Map<String, String> POD = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");

    @Test
    void isWhatIsConfigured() {
        assertThat(AgentHost.of(" my.host ", Map.of())).isEqualTo("my.host");
        assertThat(AgentHost.of("my.node", POD)).isEqualTo("my.node");
    }

    @Test
    void isThisMachineWhereNothingIsConfigured() {
        assertThat(AgentHost.of(null, Map.of())).isNotBlank();
        assertThat(AgentHost.of(" ", Map.of())).isNotBlank();
    }

    @Test
    void hasToBeConfiguredInAPod() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> AgentHost.of("", POD))
                .withMessageContaining("tailrace.agent.host")
                .withMessageContaining("TAILRACE_AGENT_HOST from the field spec.nodeName");
    }
}
