package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ChartTests {

    private static final Chart CHART = new Chart();

    static List<Path> examples() {
        return CHART.examples();
    }

    @Test
    void helmFindsNothingToComplainOf() {
        LintResult result = CHART.lint();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void installsAgentsCollectorsAndAdmin() {
        assertThat(CHART.render().names())
                .containsExactlyInAnyOrder(
                        "ServiceAccount/tailrace",
                        "ConfigMap/tailrace-agent",
                        "Service/tailrace-agent",
                        "DaemonSet/tailrace-agent",
                        "ConfigMap/tailrace-collector",
                        "Service/tailrace-collector",
                        "StatefulSet/tailrace-collector",
                        "PodDisruptionBudget/tailrace-collector",
                        "ConfigMap/tailrace-admin",
                        "Service/tailrace-admin",
                        "Deployment/tailrace-admin");
    }

    @Test
    void leavesOutWhatIsNotEnabled() {
        Manifests manifests = CHART.render("""
                collector: {enabled: false}
                admin: {enabled: false}
                """);

        assertThat(manifests.names())
                .containsExactlyInAnyOrder(
                        "ServiceAccount/tailrace",
                        "ConfigMap/tailrace-agent",
                        "Service/tailrace-agent",
                        "DaemonSet/tailrace-agent");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyObjectBelongsToTheRelease(Path values) {
        assertThat(CHART.render(values).all()).allSatisfy(object -> {
            assertThat(object.at("/metadata/namespace").asString()).isEqualTo(Chart.NAMESPACE);
            assertThat(object.at("/metadata/labels")
                            .path("app.kubernetes.io/instance")
                            .asString())
                    .isEqualTo(Chart.RELEASE);
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyServiceAndBudgetSelectsOneWorkload(Path values) {
        Manifests manifests = CHART.render(values);

        Stream<JsonNode> selectors = manifests.all().stream()
                .flatMap(object -> switch (object.path("kind").asString()) {
                    case "Service" -> Stream.of(object.at("/spec/selector"));
                    case "PodDisruptionBudget", "DaemonSet", "StatefulSet", "Deployment" ->
                        Stream.of(object.at("/spec/selector/matchLabels"));
                    default -> Stream.empty();
                });

        assertThat(selectors)
                .allSatisfy(selector -> assertThat(manifests.workloads())
                        .filteredOn(workload -> selects(selector, workload))
                        .hasSize(1));
    }

    private static boolean selects(JsonNode selector, JsonNode workload) {
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        return selector.properties().stream()
                .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPodIsUnprivileged(Path values) {
        assertThat(CHART.render(values).workloads()).allSatisfy(workload -> {
            JsonNode pod = Manifests.pod(workload);
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                    .isFalse();

            JsonNode security = Manifests.container(workload).path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
            assertThat(security.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
            assertThat(security.at("/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPodIsProbedWhereItListens(Path values) {
        assertThat(CHART.render(values).workloads()).allSatisfy(workload -> {
            JsonNode container = Manifests.container(workload);
            String port = container.at("/ports/0/name").asString();
            assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                    .allSatisfy(probe -> assertThat(
                                    container.path(probe).at("/httpGet/port").asString())
                            .isEqualTo(port));
            // Neither may depend on NATS: all pods of the fleet would be restarted because one broker is.
            assertThat(container.at("/startupProbe/httpGet/path").asString()).endsWith("/liveness");
            assertThat(container.at("/livenessProbe/httpGet/path").asString()).endsWith("/liveness");
            assertThat(container.at("/readinessProbe/httpGet/path").asString()).endsWith("/readiness");
            assertThat(container.at("/startupProbe/periodSeconds").asInt()
                            * container.at("/startupProbe/failureThreshold").asInt())
                    .isEqualTo(60);
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPodIsLimitedInMemoryAndNotInCpu(Path values) {
        assertThat(CHART.render(values).workloads()).allSatisfy(workload -> {
            JsonNode limits = Manifests.container(workload).at("/resources/limits");
            assertThat(limits.has("memory")).isTrue();
            assertThat(limits.has("cpu")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyMountHasItsVolume(Path values) {
        assertThat(CHART.render(values).workloads())
                .allSatisfy(workload -> assertThat(mounted(workload)).isEqualTo(volumes(workload)));
    }

    private static Set<String> mounted(JsonNode workload) {
        return names(Manifests.container(workload).path("volumeMounts"), "/name");
    }

    private static Set<String> volumes(JsonNode workload) {
        return Stream.of(
                        names(Manifests.pod(workload).path("volumes"), "/name"),
                        names(workload.at("/spec/volumeClaimTemplates"), "/metadata/name"))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(JsonNode list, String pointer) {
        return list.valueStream().map(entry -> entry.at(pointer).asString()).collect(Collectors.toSet());
    }

    @Test
    void changedConfigurationReplacesPods() {
        Manifests one = CHART.render("config: {tailrace: {partitions: 16}}");
        Manifests other = CHART.render("config: {tailrace: {partitions: 32}}");

        assertThat(one.workloads()).allSatisfy(workload -> {
            String kind = workload.path("kind").asString();
            assertThat(checksum(workload)).isNotEqualTo(checksum(other.get(kind, Manifests.name(workload))));
        });
    }

    private static String checksum(JsonNode workload) {
        return workload.at("/spec/template/metadata/annotations/checksum~1configuration")
                .asString();
    }
}
