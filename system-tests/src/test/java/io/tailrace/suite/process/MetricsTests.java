package io.tailrace.suite.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTests {

    @Test
    void addsUpTheSamplesOfOneName() {
        Metrics metrics = Metrics.parse("""
                # HELP tailrace_agent_messages_total Messages.
                # TYPE tailrace_agent_messages_total counter
                tailrace_agent_messages_total{outcome="acked"} 12.0
                tailrace_agent_messages_total{outcome="a } b"} 3.0
                tailrace_agent_read_bytes_total 1.234567E7
                """);

        assertThat(metrics.sum("tailrace_agent_messages_total")).isEqualTo(15);
        assertThat(metrics.sum("tailrace_agent_read_bytes_total")).isEqualTo(12_345_670);
        assertThat(metrics.sum("tailrace_agent_acked_bytes_total")).isZero();
    }

    @Test
    void addsUpThoseOfOneLabel() {
        Metrics metrics = Metrics.parse("""
                jvm_memory_committed_bytes{area="heap",id="Eden"} 1.5
                jvm_memory_committed_bytes{area="heap",id="Tenured"} 2.0
                jvm_memory_committed_bytes{area="nonheap",id="Metaspace"} 9.0
                """);

        assertThat(metrics.value("jvm_memory_committed_bytes", "area=\"heap\"")).isEqualTo(3.5);
    }
}
