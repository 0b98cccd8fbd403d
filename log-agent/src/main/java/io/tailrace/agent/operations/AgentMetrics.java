package io.tailrace.agent.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tailrace.agent.framing.Frame;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.LossReason;
import io.tailrace.agent.source.Source;
import java.util.EnumMap;
import java.util.Map;

/** Counts what happens. */
final class AgentMetrics implements ShippingEvents {

    private final Counter readBytes;
    private final Counter readLines;
    private final Counter ackedBytes;
    private final Counter ackedLines;
    private final Map<LossReason, Counter> lostBytes = new EnumMap<>(LossReason.class);
    private final Counter ackedMessages;
    private final Counter foundMessages;
    private final Counter refusedMessages;
    private final Counter repeatedMessages;
    private final Counter unsettled;

    AgentMetrics(MeterRegistry registry, AgentGauges gauges) {
        this.readBytes = bytes(registry, "read", "Bytes read from files and cut into messages");
        this.readLines = lines(registry, "read", "Line ends among the bytes read");
        this.ackedBytes = bytes(registry, "acked", "Bytes that the stream acknowledged");
        this.ackedLines = lines(registry, "acked", "Line ends among the bytes acknowledged");
        for (LossReason reason : LossReason.values()) {
            lostBytes.put(
                    reason,
                    Counter.builder("tailrace.agent.lost.bytes")
                            .description("Bytes that were read, or should have been, and can't be shipped any more")
                            .tag("reason", reason.label())
                            .register(registry));
        }
        this.ackedMessages = messages(registry, "acked");
        this.foundMessages = messages(registry, "found");
        this.refusedMessages = messages(registry, "refused");
        this.repeatedMessages = messages(registry, "repeated");
        Gauge.builder("tailrace.agent.lag.bytes", gauges, AgentGauges::lagBytes)
                .description("Bytes in files that the stream has not acknowledged, over all sources")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tailrace.agent.lag.seconds", gauges, AgentGauges::lagSeconds)
                .description("How long the source that is furthest behind has been so")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tailrace.agent.inflight.bytes", gauges, AgentGauges::inFlightBytes)
                .description("Bytes sent and not acknowledged")
                .strongReference(true)
                .register(registry);
        this.unsettled = Counter.builder("tailrace.agent.unsettled.sources")
                .description("Sources that could not be sealed on the subject that the agent published to before")
                .register(registry);
        Gauge.builder("tailrace.agent.pinned.bytes", gauges, AgentGauges::pinnedBytes)
                .description("Bytes on disk of deleted files that are kept open until they were read")
                .strongReference(true)
                .register(registry);
        for (SourceState state : SourceState.values()) {
            Gauge.builder("tailrace.agent.sources", gauges, g -> g.sources(state))
                    .description("Sources by state")
                    .tag("state", state.label())
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static Counter bytes(MeterRegistry registry, String what, String description) {
        return Counter.builder("tailrace.agent." + what + ".bytes")
                .description(description)
                .register(registry);
    }

    private static Counter lines(MeterRegistry registry, String what, String description) {
        return Counter.builder("tailrace.agent." + what + ".lines")
                .description(description)
                .register(registry);
    }

    private static Counter messages(MeterRegistry registry, String outcome) {
        return Counter.builder("tailrace.agent.messages")
                .description("Messages by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void read(Source source, Frame frame) {
        readBytes.increment(frame.payload().length);
        readLines.increment(frame.lines());
    }

    @Override
    public void acked(Outgoing message, boolean found) {
        (found ? foundMessages : ackedMessages).increment();
        ackedBytes.increment(message.size());
        ackedLines.increment(message.lines());
    }

    @Override
    public void lost(Source source, Loss loss) {
        Counter counter = lostBytes.get(loss.reason());
        if (counter != null) {
            counter.increment((double) loss.span().length());
        }
    }

    @Override
    public void moved(Move.Outcome outcome, String problem) {
        unsettled.increment(outcome.unsettled());
    }

    @Override
    public void refused(Outgoing message, String why) {
        refusedMessages.increment();
    }

    @Override
    public void sentAgain(Outgoing message) {
        repeatedMessages.increment();
    }
}
