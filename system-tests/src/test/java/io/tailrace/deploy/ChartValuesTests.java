package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are refused before anything is installed, by their path. */
class ChartValuesTests {

    private final Chart chart = new Chart();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            agents: {}                                                    | 'agents' not allowed
            agent: {replica: 2}                                           | 'replica' not allowed
            agent: {logHostPaths: [var/log]}                              | /agent/logHostPaths/0
            agent: {config: {tailrace: {agent: {host: web}}}}             | /agent/config/tailrace/agent/host
            agent: {config: {tailrace: {agent: {inputs: {a: {path: x}}}}}}| /agent/config/tailrace/agent/inputs/a
            config: {tailrace: {streem: LOGS}}                            | 'streem' not allowed
            config: {tailrace: {partitions: many}}                        | /config/tailrace/partitions
            collector: {replicas: 0}                                      | /collector/replicas
            collector: {config: {tailrace: {collector: {own: all}}}}      | /collector/config/tailrace/collector/own
            collector: {persistence: {size: big}}                         | /collector/persistence/size
            collector: {resources: {limit: {memory: 1Gi}}}                | 'limit' not allowed
            image: {pullPolicy: Sometimes}                                | /image/pullPolicy
            """)
    void aWrongValueIsNamed(String values, String named) {
        assertThatIllegalStateException().isThrownBy(() -> chart.render(values)).withMessageContaining(named);
    }
}
