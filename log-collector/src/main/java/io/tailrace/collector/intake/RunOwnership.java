package io.tailrace.collector.intake;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamInfo;
import io.tailrace.collector.commit.RunQuestions;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.intake.Broker.Placement;
import io.tailrace.collector.ledger.PartitionKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a run's commits ask the broker. Besides whose the durable is, once: whether the first delivery was the very next
 * message behind the position. Another collector that loses the durable at this moment may still have moved it.
 */
final class RunOwnership implements RunQuestions {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Connection connection;
    private final String apiPrefix;
    private final ConsumerSettings settings;
    private final PartitionKey partition;
    private final Owner owner;
    private final String run;
    private final Placement placement;
    private final StreamMessages messages;

    private volatile long firstSequence;
    private volatile boolean beginsRight;

    RunOwnership(
            Connection connection,
            String apiPrefix,
            ConsumerSettings settings,
            PartitionKey partition,
            Owner owner,
            String run,
            Placement placement) {
        this.connection = connection;
        this.apiPrefix = apiPrefix;
        this.settings = settings;
        this.partition = partition;
        this.owner = owner;
        this.run = run;
        this.placement = placement;
        this.messages = new StreamMessages(connection, apiPrefix, TIMEOUT);
        // What was delivered to somebody before comes again by itself, and the broker knows what that is.
        this.beginsRight = placement.redeliveries() > 0;
    }

    /** Takes note of the run's first delivery. */
    void begins(long sequence) {
        firstSequence = sequence;
    }

    @Override
    public CompletableFuture<Boolean> isOwn() {
        if (connection.getStatus() != Connection.Status.CONNECTED) {
            return CompletableFuture.failedFuture(new IllegalStateException("there is no connection to NATS"));
        }
        try {
            CompletableFuture<Boolean> own = ask("CONSUMER.INFO." + partition.stream() + "."
                            + settings.durable(partition.partition()))
                    .thenApply(answer -> {
                        ConsumerInfo info = new ConsumerInfo(answer);
                        return !info.hasError()
                                && owner.has(info.getConsumerConfiguration().getMetadata(), run);
                    });
            return beginsRight ? own : own.thenCombine(beginning(), Boolean::logicalAnd);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Boolean> beginning() {
        return messages.sequenceOfNext(
                        partition.stream(), placement.sequence() + 1, settings.filter(partition.partition()))
                .thenApply(next -> {
                    beginsRight = next >= firstSequence;
                    return beginsRight;
                });
    }

    @Override
    public CompletableFuture<StreamFacts> facts() {
        try {
            return ask("STREAM.INFO." + partition.stream()).thenApply(answer -> {
                StreamInfo info = new StreamInfo(answer);
                if (info.hasError()) {
                    throw new IllegalStateException(info.getError());
                }
                return Facts.of(info);
            });
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Message> ask(String question) {
        return connection.requestWithTimeout(apiPrefix + question, (byte @Nullable []) null, TIMEOUT);
    }
}
