package io.tailrace.agent;

import io.tailrace.config.HostName;
import io.tailrace.config.InvalidConfigurationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name that the agent publishes under. */
final class AgentHost {

    private AgentHost() {}

    /**
     * The configured name, or this machine's where none is configured.
     *
     * @param environment the process's variables, which tell a pod from a host
     * @throws InvalidConfigurationException in a pod without a name: the pod's own would be a new host at each restart
     */
    static String of(@Nullable String configured, Map<String, String> environment) {
        if (configured != null && !configured.isBlank()) {
            return configured.strip();
        }
        if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
            throw new InvalidConfigurationException(
                    "tailrace.agent.host",
                    configured,
                    "has to be given in Kubernetes, where a pod's own name is another one at each restart: set"
                            + " TAILRACE_AGENT_HOST from the field spec.nodeName");
        }
        return HostName.ofThisMachine();
    }
}
