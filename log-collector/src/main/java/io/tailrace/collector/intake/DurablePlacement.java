package io.tailrace.collector.intake;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import io.tailrace.collector.intake.Broker.Placement;
import io.tailrace.collector.intake.Broker.StreamState;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one durable where the ledger says, by the mildest means that works: leave it, reset it (from nats-server 2.14),
 * or delete it and create it anew at the right sequence. Under interest retention it is never deleted, because its
 * messages would go with it.
 */
final class DurablePlacement {

    private static final Logger log = LoggerFactory.getLogger(DurablePlacement.class);
    private static final int CONSUMER_NOT_FOUND = 10014;

    private final JetStreamManagement management;
    private final ConsumerSettings settings;
    private final PartitionKey partition;
    private final StreamState stream;
    private final boolean canReset;
    private final String durable;

    DurablePlacement(
            JetStreamManagement management,
            ConsumerSettings settings,
            PartitionKey partition,
            StreamState stream,
            boolean canReset) {
        this.management = management;
        this.settings = settings;
        this.partition = partition;
        this.stream = stream;
        this.canReset = canReset;
        this.durable = settings.durable(partition.partition());
    }

    Placement at(@Nullable StreamPosition position) throws IOException, JetStreamApiException, NotReadyException {
        if (stream.interest() && settings.ackPolicy() == io.tailrace.collector.ack.AckPolicy.NONE) {
            throw new NotReadyException("consumer.ack-policy = none can't work with stream " + partition.stream()
                    + ", whose retention is interest: messages would go before they are archived. Use all or explicit");
        }
        ConsumerInfo existing = find();
        if (existing == null) {
            return create(position);
        }
        if (!isOurs(existing.getConsumerConfiguration())) {
            return replace(position, "its filter or ack policy differs from the configured ones");
        }
        ConsumerInfo current = adjust(existing);
        if (position == null) {
            return stream.interest() ? goOn(current) : replace(null, "the ledger knows nothing of it");
        }
        if (isAt(current, position)) {
            return goOn(current);
        }
        if (canReset) {
            try {
                return goOn(management.resetConsumer(partition.stream(), durable, position.sequence() + 1));
            } catch (JetStreamApiException e) {
                log.debug("a reset was refused durable={} problem={}", durable, e.getErrorDescription());
            } catch (IOException e) {
                log.warn(
                        "a consumer could not be reset and is created anew; may this user publish to"
                                + " $JS.API.CONSUMER.RESET.{}.{}? problem={}",
                        partition.stream(),
                        durable,
                        e.getMessage());
            }
        }
        if (stream.interest()) {
            return awaitRedelivery(current, position);
        }
        return replace(position, "it stands elsewhere than the ledger");
    }

    private @Nullable ConsumerInfo find() throws IOException, JetStreamApiException {
        try {
            return management.getConsumerInfo(partition.stream(), durable);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == CONSUMER_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private Placement create(@Nullable StreamPosition position) throws IOException, JetStreamApiException {
        ConsumerConfiguration.Builder configuration = ConsumerConfiguration.builder()
                .durable(durable)
                .filterSubject(filter())
                .ackPolicy(ackPolicy());
        if (settings.ackPolicy() != io.tailrace.collector.ack.AckPolicy.NONE) {
            configuration
                    .maxDeliver(settings.maxDeliver())
                    .ackWait(settings.ackWait())
                    .maxAckPending(settings.maxAckPending());
        }
        if (position == null) {
            begin(configuration);
        } else if (position.sequence() > 0) {
            configuration.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(position.sequence() + 1);
        }
        return goOn(management.createConsumer(partition.stream(), configuration.build()));
    }

    private void begin(ConsumerConfiguration.Builder configuration) {
        Start start = settings.start();
        if (start instanceof Start.New) {
            configuration.deliverPolicy(DeliverPolicy.New);
        } else if (start instanceof Start.ByTime byTime) {
            configuration
                    .deliverPolicy(DeliverPolicy.ByStartTime)
                    .startTime(byTime.time().atZone(ZoneOffset.UTC));
        } else if (start instanceof Start.BySequence bySequence) {
            configuration.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(bySequence.sequence());
        }
    }

    private Placement replace(@Nullable StreamPosition position, String why)
            throws IOException, JetStreamApiException, NotReadyException {
        if (stream.interest()) {
            throw new NotReadyException("consumer " + durable + " of stream " + partition.stream()
                    + " can't be used, " + why + ", and is not replaced: under interest retention its messages would go"
                    + " with it");
        }
        log.info("a durable is created anew durable={} stream={} because=\"{}\"", durable, partition.stream(), why);
        management.deleteConsumer(partition.stream(), durable);
        return create(position);
    }

    /** What may be changed of a consumer is changed; nothing is sent when nothing differs, because that isn't free. */
    private ConsumerInfo adjust(ConsumerInfo existing) throws IOException, JetStreamApiException {
        ConsumerConfiguration actual = existing.getConsumerConfiguration();
        if (settings.ackPolicy() == io.tailrace.collector.ack.AckPolicy.NONE
                || (actual.getMaxDeliver() == settings.maxDeliver()
                        && Objects.equals(actual.getAckWait(), settings.ackWait())
                        && actual.getMaxAckPending() == settings.maxAckPending())) {
            return existing;
        }
        return management.updateConsumer(
                partition.stream(),
                ConsumerConfiguration.builder(actual)
                        .maxDeliver(settings.maxDeliver())
                        .ackWait(settings.ackWait())
                        .maxAckPending(settings.maxAckPending())
                        .build());
    }

    private boolean isOurs(ConsumerConfiguration actual) {
        return actual.getAckPolicy() == ackPolicy()
                && actual.getDeliverSubject() == null
                && List.of(filter()).equals(actual.getFilterSubjects());
    }

    private static boolean isAt(ConsumerInfo info, StreamPosition position) {
        return info.getNumAckPending() == 0
                && info.getDelivered().getStreamSequence() == position.sequence()
                && info.getAckFloor().getStreamSequence() == position.sequence();
    }

    /**
     * Without any other means the server has to deliver again by itself what it delivered to nobody who is left. That
     * comes first when its ack-wait is over, and in order; until then nothing may be pulled.
     */
    private Placement awaitRedelivery(ConsumerInfo info, StreamPosition position) throws NotReadyException {
        if (info.getNumAckPending() > info.getRedelivered()
                && info.getDelivered().getStreamSequence() > position.sequence()
                && !isQuiet(info)) {
            throw new NotReadyException("messages of consumer " + durable
                    + " that a former collector took are delivered again after ack-wait " + settings.ackWait());
        }
        return goOn(info);
    }

    private boolean isQuiet(ConsumerInfo info) {
        return info.getDelivered().getLastActive() != null
                && info.getTimestamp() != null
                && info.getDelivered()
                        .getLastActive()
                        .plus(settings.ackWait().plusSeconds(1))
                        .isBefore(info.getTimestamp());
    }

    private static Placement goOn(ConsumerInfo info) {
        return new Placement(
                info.getDelivered().getStreamSequence(), info.getDelivered().getConsumerSequence() + 1);
    }

    private String filter() {
        return Subject.filter(settings.subjectPrefix(), partition.partition());
    }

    private AckPolicy ackPolicy() {
        return switch (settings.ackPolicy()) {
            case ALL -> AckPolicy.All;
            case EXPLICIT -> AckPolicy.Explicit;
            case NONE -> AckPolicy.None;
        };
    }
}
