package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.suite.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders is read by the real services. There is no NATS, for which they wait. */
class ChartConfigurationTests {

    private static final Chart CHART = new Chart();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WRONG_CONFIGURATION = 78;

    @TempDir
    Path directory;

    static Stream<Arguments> pods() {
        return CHART.examples().stream().flatMap(values -> {
            Manifests manifests = CHART.render(values);
            return Arrays.stream(Component.values())
                    .filter(component -> component.isIn(manifests))
                    .map(component -> Arguments.of(values.getFileName(), component, manifests));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("pods")
    void aServiceStartsWithIt(Path values, Component component, Manifests manifests) throws Exception {
        try (ServiceProcess process = new PodOnThisMachine(manifests, component, directory).start()) {
            await().atMost(PATIENCE).until(() -> !process.isRunning() || Liveness.of(process));

            assertThat(process.isRunning())
                    .as("%s with %s: %s", component, values, process.output())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMisspeltKeyIsRefusedByTheService(Component component) throws Exception {
        Manifests manifests = CHART.render("config: {tailrace: {nats: {serverz: nats://nats:4222}}}");

        try (ServiceProcess process = new PodOnThisMachine(manifests, component, directory).start()) {
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(WRONG_CONFIGURATION);
            assertThat(process.output()).contains("tailrace.nats.serverz");
        }
    }

    @Test
    void aSecretIsReadAsConfiguration() throws Exception {
        Manifests manifests = CHART.render("admin: {secretName: nats}");
        Map<String, String> secrets = Map.of("tailrace.nats.pasword", "hidden");

        try (ServiceProcess process = new PodOnThisMachine(manifests, Component.ADMIN, directory).start(secrets)) {
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(WRONG_CONFIGURATION);
            assertThat(process.output()).contains("tailrace.nats.pasword").doesNotContain("hidden");
        }
    }
}
