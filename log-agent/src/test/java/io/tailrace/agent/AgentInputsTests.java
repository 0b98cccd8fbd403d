package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.agent.AgentProperties.InputProperties;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.protocol.Delivery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentInputsTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void takesOverWhatIsConfiguredInItsOrder() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("team", "web");
        labels.put("a", "1");
        Map<String, InputProperties> properties = new LinkedHashMap<>();
        properties.put(
                "z",
                new InputProperties(
                        List.of("/z/*.log"),
                        List.of("*.gz", "/z/x.log"),
                        Delivery.FIRE_AND_FORGET,
                        StartAt.END,
                        1,
                        TIMEOUT,
                        labels));
        properties.put("a", properties(List.of("/a/*.log"), Map.of()));

        List<Input> inputs = AgentInputs.of(properties);

        assertThat(inputs).extracting(Input::name).containsExactly("z", "a");
        Input first = inputs.get(0);
        assertThat(first.paths()).hasToString("[/z/*.log]");
        assertThat(first.excludes()).hasToString("[*.gz, /z/x.log]");
        assertThat(first.delivery()).isEqualTo(Delivery.FIRE_AND_FORGET);
        assertThat(first.startAt()).isEqualTo(StartAt.END);
        assertThat(first.maxLinesPerMessage()).isEqualTo(1);
        assertThat(first.partialLineTimeout()).isEqualTo(TIMEOUT);
        assertThat(first.labels().keySet()).containsExactly("team", "a");
    }

    @Test
    void showsAnExampleWhereThereIsNone() {
        refused(Map.of(), "tailrace.agent.inputs", "paths: [/var/log/nginx/*.log]");
    }

    @Test
    void refusesAnInputWithoutPaths() {
        refused(properties(List.of(), Map.of()), "tailrace.agent.inputs.nginx.paths", "is empty");
    }

    @Test
    void refusesBadGlobsByTheirPlace() {
        refused(
                properties(List.of("/good", "/bad/["), Map.of()),
                "tailrace.agent.inputs.nginx.paths[1]",
                "/bad/[ is not a glob");
        refused(
                properties(List.of("relative/*.log"), Map.of()),
                "tailrace.agent.inputs.nginx.paths[0]",
                "begins neither with /");
        refused(
                properties(List.of("access.log"), Map.of()),
                "tailrace.agent.inputs.nginx.paths[0]",
                "is not an absolute path; begin it with /");
    }

    @Test
    void refusesATimeBeforeNow() {
        refused(
                new InputProperties(
                        List.of("/a"),
                        List.of(),
                        Delivery.ACKED,
                        StartAt.BEGINNING,
                        0,
                        Duration.ofSeconds(-1),
                        Map.of()),
                "tailrace.agent.inputs.nginx.partial-line-timeout",
                "is negative; use 0s or more");
    }

    @Test
    void refusesWhatDoesNotFitIntoHeaders() {
        refused(
                properties(List.of("/a"), Map.of("no spaces", "x")),
                "tailrace.agent.inputs.nginx.labels",
                "the name of a label is printable ASCII without space and colon");
        refused(
                properties(List.of("/a"), Map.of("long", "x".repeat(3000))),
                "tailrace.agent.inputs.nginx.labels",
                "the largest is");
        String name = "n".repeat(300);
        refused(
                Map.of(name, properties(List.of("/a"), Map.of())),
                "tailrace.agent.inputs." + name,
                "takes 300 bytes of header, at most 256 are possible");
    }

    private static void refused(InputProperties properties, String key, String problem) {
        refused(Map.of("nginx", properties), key, problem);
    }

    private static void refused(Map<String, InputProperties> properties, String key, String problem) {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> AgentInputs.of(properties))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.key()).isEqualTo(key));
    }

    private static InputProperties properties(List<String> paths, Map<String, String> labels) {
        return new InputProperties(paths, List.of(), Delivery.ACKED, StartAt.BEGINNING, 0, TIMEOUT, labels);
    }
}
