package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CollectorChartTests {

    private final Chart chart = new Chart();

    @Test
    void eachReplicaKeepsAVolumeThatOutlivesTheRelease() {
        JsonNode collector = chart.render().get("StatefulSet", "-collector");

        assertThat(collector.at("/spec/podManagementPolicy").asString()).isEqualTo("Parallel");
        assertThat(collector
                        .at("/spec/volumeClaimTemplates/0/spec/accessModes/0")
                        .asString())
                .isEqualTo("ReadWriteOnce");
        assertThat(collector.at("/spec/persistentVolumeClaimRetentionPolicy").toString())
                .isEqualTo("{\"whenDeleted\":\"Retain\",\"whenScaled\":\"Retain\"}");
        assertThat(Manifests.pod(collector).at("/securityContext/runAsNonRoot").asBoolean(false))
                .isTrue();
    }

    @Test
    void atMostOneIsTakenAwayAtATime() {
        JsonNode budget = chart.render().get("PodDisruptionBudget", "-collector");

        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "16, 4", "10, 4", "7, 7", "64, 5", "1, 1"})
    void everyPartitionHasOneOwner(int partitions, int replicas) {
        Manifests manifests = chart.render("""
                config: {tailrace: {partitions: %d}}
                collector: {replicas: %d}
                """.formatted(partitions, replicas));

        List<Integer> owned = IntStream.range(0, replicas)
                .mapToObj(ordinal -> own(manifests, ordinal))
                .flatMap(CollectorChartTests::partitions)
                .toList();

        assertThat(owned)
                .containsExactlyElementsOf(
                        IntStream.range(0, partitions).boxed().toList());
    }

    private static String own(Manifests manifests, int ordinal) {
        String file = manifests
                .get("ConfigMap", "-collector")
                .path("data")
                .path("tailrace-collector-" + ordinal + ".yml")
                .asString();
        return YamlDocuments.parse(file).at("/tailrace/collector/own").asString();
    }

    private static Stream<Integer> partitions(String own) {
        String[] range = own.split("-", 2);
        return IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]))
                .boxed();
    }

    @Test
    void moreReplicasThanPartitionsAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> chart.render("collector: {replicas: 17}"))
                .withMessageContaining("collector.replicas = 17 is more than the 16 partitions");
    }

    @Test
    void largeNumbersStayWhatTheyAre() {
        JsonNode configuration = chart.render(
                        "collector: {config: {tailrace: {collector: {consumer: {max-ack-pending: 20000000}}}}}")
                .get("ConfigMap", "-collector");

        assertThat(configuration.at("/data/collector.yml").asString()).contains("max-ack-pending: 20000000");
    }
}
