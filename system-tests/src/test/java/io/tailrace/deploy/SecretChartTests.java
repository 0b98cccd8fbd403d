package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Secrets are mounted by name and never rendered. */
class SecretChartTests {

    private static final Chart CHART = new Chart();

    static List<Path> examples() {
        return CHART.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theChartHoldsNone(Path values) {
        assertThat(CHART.render(values).names()).noneMatch(name -> name.startsWith("Secret/"));
    }

    @Test
    void eachServiceReadsItsOwn() {
        Manifests manifests = CHART.render("""
                agent: {secretName: agents-nats}
                """);

        JsonNode agent = manifests.get("DaemonSet", "-agent");
        assertThat(Manifests.container(agent).at("/args/0").asString()).endsWith(",configtree:/run/secrets/tailrace/");
        assertThat(Manifests.pod(agent).path("volumes").valueStream())
                .anyMatch(volume -> volume.at("/secret/secretName").asString().equals("agents-nats"));
        assertThat(Manifests.pod(manifests.get("Deployment", "-admin")).toString())
                .doesNotContain("secret");
    }
}
