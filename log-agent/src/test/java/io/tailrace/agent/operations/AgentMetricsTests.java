package io.tailrace.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tailrace.agent.framing.Frame;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.LossReason;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMetricsTests {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private AgentMetrics metrics;
    private Source source;

    @BeforeEach
    void makeSource(@TempDir Path directory) throws Exception {
        // Gauges ask a running agent; LogAgentApplicationTests has one.
        registry.config().meterFilter(MeterFilter.deny(id -> id.getType() == Meter.Type.GAUGE));
        metrics = new AgentMetrics(registry, new AgentGauges(() -> {
            throw new AssertionError("there is no agent to ask");
        }));
        source = Followed.file(Files.createFile(directory.resolve("a.log")));
    }

    @Test
    void countsWhatIsReadAndWhatBecomesOfIt() {
        Frame frame = new Frame(new Span(0, 6), "ab\ncd\n".getBytes(StandardCharsets.US_ASCII), LinePart.WHOLE, 2);
        metrics.read(source, frame);
        Outgoing message = new Outgoing(
                source,
                new LogMessage.Content(source.origin(), frame.span(), OptionalLong.of(0), LinePart.WHOLE, 1),
                frame.payload(),
                frame.lines());
        metrics.sent(message);
        metrics.refused(message, "full");
        metrics.sentAgain(message);
        metrics.sentAgain(message);
        metrics.acked(message, false);
        metrics.acked(message, true);
        assertThat(counter("tailrace_agent_read_bytes_total")).isEqualTo(6);
        assertThat(counter("tailrace_agent_read_lines_total")).isEqualTo(2);
        assertThat(counter("tailrace_agent_acked_bytes_total")).isEqualTo(12);
        assertThat(counter("tailrace_agent_acked_lines_total")).isEqualTo(4);
        assertThat(counter("tailrace_agent_messages_total{outcome=\"acked\"}")).isEqualTo(1);
        assertThat(counter("tailrace_agent_messages_total{outcome=\"found\"}")).isEqualTo(1);
        assertThat(counter("tailrace_agent_messages_total{outcome=\"refused\"}"))
                .isEqualTo(1);
        assertThat(counter("tailrace_agent_messages_total{outcome=\"repeated\"}"))
                .isEqualTo(2);
    }

    @Test
    void countsWhatIsLostByReason() {
        metrics.lost(source, new Loss(new Span(10, 30), LossReason.PINNED_LIMIT));
        metrics.lost(source, new Loss(new Span(90, 100), LossReason.PINNED_LIMIT));
        metrics.lost(source, new Loss(new Span(100, 101), LossReason.DELETED_UNREAD));
        assertThat(counter("tailrace_agent_lost_bytes_total{reason=\"pinned-limit\"}"))
                .isEqualTo(30);
        assertThat(counter("tailrace_agent_lost_bytes_total{reason=\"deleted-unread\"}"))
                .isEqualTo(1);
        assertThat(counter("tailrace_agent_lost_bytes_total{reason=\"truncated\"}"))
                .isZero();
    }

    private double counter(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in\n" + registry.scrape()));
    }
}
