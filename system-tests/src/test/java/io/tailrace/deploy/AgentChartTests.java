package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentChartTests {

    private final Chart chart = new Chart();

    @Test
    void runsOnEveryNodeAndNeverTwiceOnOne() {
        JsonNode agent = chart.render().get("DaemonSet", "-agent");

        assertThat(agent.at("/spec/updateStrategy/rollingUpdate/maxSurge").asInt(-1))
                .isZero();
        assertThat(agent.at("/spec/updateStrategy/rollingUpdate/maxUnavailable").asString())
                .isEqualTo("10%");
        assertThat(Manifests.pod(agent).at("/tolerations/0").toString()).isEqualTo("{\"operator\":\"Exists\"}");
        assertThat(Manifests.pod(agent).path("priorityClassName").asString()).isEqualTo("system-node-critical");
    }

    @Test
    void isNamedAfterItsNode() {
        JsonNode agent = Manifests.container(chart.render().get("DaemonSet", "-agent"));

        assertThat(agent.path("env").valueStream())
                .filteredOn(variable -> variable.path("name").asString().equals("TAILRACE_AGENT_HOST"))
                .singleElement()
                .extracting(
                        variable -> variable.at("/valueFrom/fieldRef/fieldPath").asString())
                .isEqualTo("spec.nodeName");
    }

    @Test
    void mayReadEveryFileAndWriteItsStateOnly() {
        JsonNode agent = chart.render().get("DaemonSet", "-agent");

        assertThat(Manifests.container(agent)
                        .at("/securityContext/capabilities/add")
                        .toString())
                .isEqualTo("[\"DAC_READ_SEARCH\"]");
        assertThat(hostPaths(agent)).containsExactlyInAnyOrder("/var/lib/tailrace/agent", "/var/log read-only");
    }

    @Test
    void followsFurtherDirectoriesOfTheNode() {
        JsonNode agent = chart.render("""
                agent:
                  logHostPaths: [/var/log, /srv/logs]
                  stateHostPath: /srv/state
                """).get("DaemonSet", "-agent");

        assertThat(hostPaths(agent))
                .containsExactlyInAnyOrder("/srv/state", "/var/log read-only", "/srv/logs read-only");
    }

    @Test
    void doesNotFollowItself() {
        String configuration = chart.render("fullnameOverride: shipper")
                .get("ConfigMap", "-agent")
                .at("/data/agent.yml")
                .asString();

        assertThat(configuration).contains("/var/log/pods/logging_shipper-*/**");
    }

    private static List<String> hostPaths(JsonNode workload) {
        JsonNode mounts = Manifests.container(workload).path("volumeMounts");
        return Manifests.pod(workload)
                .path("volumes")
                .valueStream()
                .filter(volume -> volume.has("hostPath"))
                .map(volume -> volume.at("/hostPath/path").asString()
                        + (isReadOnly(volume.path("name").asString(), mounts) ? " read-only" : ""))
                .toList();
    }

    private static boolean isReadOnly(String volume, JsonNode mounts) {
        return mounts.valueStream()
                .filter(mount -> mount.path("name").asString().equals(volume))
                .allMatch(mount -> mount.path("readOnly").asBoolean(false));
    }
}
