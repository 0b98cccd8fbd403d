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
import io.tailrace.collector.ledger.PartitionState;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one durable behind where the ledger is, by the mildest means that works: leave it, reset it (from nats-server 2.14),
 * or delete it and create it anew at the right sequence. Before it is moved it is made the run's own. Under interest
 * retention it is never deleted, because its messages would go with it, and never put beyond what it has acknowledged,
 * because they would stay for ever.
 */
final class DurablePlacement {

    private static final Logger log = LoggerFactory.getLogger(DurablePlacement.class);
    private static final int CONSUMER_NOT_FOUND = 10014;

    private final JetStreamManagement management;
    private final ConsumerSettings settings;
    private final PartitionKey partition;
    private final StreamState stream;
    private final Owner owner;
    private final String run;
    private final TakeOvers takeOvers;
    private final boolean canReset;
    private final String durable;

    /**
     * @param run the name of the run that the durable is placed for
     * @param canReset whether the server knows how to reset a consumer
     */
    DurablePlacement(
            JetStreamManagement management,
            ConsumerSettings settings,
            PartitionKey partition,
            StreamState stream,
            Owner owner,
            String run,
            TakeOvers takeOvers,
            boolean canReset) {
        this.management = management;
        this.settings = settings;
        this.partition = partition;
        this.stream = stream;
        this.owner = owner;
        this.run = run;
        this.takeOvers = takeOvers;
        this.canReset = canReset;
        this.durable = settings.durable(partition.partition());
    }

    /** @param state how far the ledger is, null where it was never read */
    Placement at(@Nullable PartitionState state) throws IOException, JetStreamApiException, NotReadyException {
        if (stream.interest() && settings.ackPolicy() == io.tailrace.collector.ack.AckPolicy.NONE) {
            throw new NotReadyException("consumer.ack-policy = none can't work with stream " + partition.stream()
                    + ", whose retention is interest: messages would go before they are archived. Use all or explicit");
        }
        Long position = state == null ? null : state.position().sequence();
        ConsumerInfo existing = find();
        if (existing == null) {
            return create(position);
        }
        ConsumerConfiguration configuration = existing.getConsumerConfiguration();
        String foreign = owner.foreign(configuration.getMetadata());
        if (foreign != null) {
            checkTakeOver(foreign);
        }
        Placement placement = placeExisting(configuration, position);
        if (foreign != null) {
            takeOvers.taken(partition);
        }
        return placement;
    }

    private Placement placeExisting(ConsumerConfiguration configuration, @Nullable Long position)
            throws IOException, JetStreamApiException, NotReadyException {
        if (!isAsConfigured(configuration)) {
            return replace(position, "its filter or ack policy differs from the configured ones");
        }
        ConsumerInfo current = claim(configuration);
        if (position == null) {
            return stream.interest() ? goOn(current) : replace(null, "the ledger knows nothing of it");
        }
        return move(current, position);
    }

    private void checkTakeOver(String foreign) throws NotReadyException {
        String what = settings.durables(partition) + foreign;
        if (takeOvers.hasTaken(partition)) {
            throw new NotReadyException(what + ": another collector took it over after this one did. Stop one of the"
                    + " two, or give it a consumer.durable-name of its own, and start the other one again");
        }
        if (!takeOvers.mayTake(partition)) {
            throw new NotReadyException(what + ". Either stop that one and have this one take it over, by"
                    + " tailrace.collector.take-over = true; or give this one a consumer.durable-name of its own; or"
                    + " leave this partition out of tailrace.collector.own");
        }
        log.warn("a consumer is taken over durable={} stream={} because it {}", durable, partition.stream(), foreign);
    }

    private Placement move(ConsumerInfo current, long position)
            throws IOException, JetStreamApiException, NotReadyException {
        if (isAt(current, position)) {
            return goOn(current);
        }
        long target =
                stream.interest() ? Math.min(position, current.getAckFloor().getStreamSequence()) : position;
        if (canReset) {
            try {
                ConsumerInfo moved = management.resetConsumer(partition.stream(), durable, target + 1);
                if (!owner.has(moved.getConsumerConfiguration().getMetadata(), run)) {
                    throw new NotReadyException(
                            settings.durables(partition) + "was taken by another collector at this moment");
                }
                return goOn(moved);
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
            return awaitRedelivery(current);
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

    private Placement create(@Nullable Long position) throws IOException, JetStreamApiException, NotReadyException {
        ConsumerConfiguration.Builder configuration = ConsumerConfiguration.builder()
                .durable(durable)
                .filterSubject(filter())
                .metadata(owner.metadata(null, run))
                .ackPolicy(ackPolicy());
        if (settings.ackPolicy() != io.tailrace.collector.ack.AckPolicy.NONE) {
            configuration
                    .maxDeliver(settings.maxDeliver())
                    .ackWait(settings.ackWait())
                    .maxAckPending(settings.maxAckPending());
        }
        if (position == null) {
            begin(configuration);
        } else if (position > 0) {
            configuration.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(position + 1);
        }
        return goOn(owned(management.createConsumer(partition.stream(), configuration.build())));
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

    private Placement replace(@Nullable Long position, String why)
            throws IOException, JetStreamApiException, NotReadyException {
        if (stream.interest()) {
            throw new NotReadyException(settings.durables(partition) + "can't be used, " + why
                    + ", and is not replaced: under interest retention its messages would go" + " with it");
        }
        log.info("a durable is created anew durable={} stream={} because=\"{}\"", durable, partition.stream(), why);
        management.deleteConsumer(partition.stream(), durable);
        return create(position);
    }

    /** Makes the durable this run's own, and as configured in what may be changed of it. */
    private ConsumerInfo claim(ConsumerConfiguration actual)
            throws IOException, JetStreamApiException, NotReadyException {
        ConsumerConfiguration.Builder claimed =
                ConsumerConfiguration.builder(actual).metadata(owner.metadata(actual.getMetadata(), run));
        if (settings.ackPolicy() != io.tailrace.collector.ack.AckPolicy.NONE) {
            claimed.maxDeliver(settings.maxDeliver())
                    .ackWait(settings.ackWait())
                    .maxAckPending(settings.maxAckPending());
        }
        return owned(management.updateConsumer(partition.stream(), claimed.build()));
    }

    /** A server that knows no metadata passes over it without a word. */
    private ConsumerInfo owned(ConsumerInfo info) throws NotReadyException {
        if (!owner.has(info.getConsumerConfiguration().getMetadata(), run)) {
            throw new NotReadyException(settings.durables(partition)
                    + "does not keep the metadata that tells whose it is; nats-server 2.10 or newer does");
        }
        return info;
    }

    private boolean isAsConfigured(ConsumerConfiguration actual) {
        return actual.getAckPolicy() == ackPolicy()
                && actual.getDeliverSubject() == null
                && List.of(filter()).equals(actual.getFilterSubjects());
    }

    private static boolean isAt(ConsumerInfo info, long position) {
        return info.getNumAckPending() == 0
                && info.getDelivered().getStreamSequence() == position
                && info.getAckFloor().getStreamSequence() == position;
    }

    /**
     * Without any other means the server has to deliver again by itself what it delivered to nobody who is left. That
     * comes first when its ack-wait is over, and in order; until then nothing may be pulled.
     */
    private Placement awaitRedelivery(ConsumerInfo info) throws NotReadyException {
        long pending = info.getNumAckPending();
        if (pending == 0) {
            return goOn(info);
        }
        if (!isQuiet(info)) {
            throw new NotReadyException("messages that a former collector took are delivered again after ack-wait "
                    + settings.ackWait().toSeconds() + "s");
        }
        return new Placement(
                info.getAckFloor().getStreamSequence(), info.getDelivered().getConsumerSequence() + 1, pending);
    }

    private boolean isQuiet(ConsumerInfo info) {
        return info.getDelivered().getLastActive() == null
                || info.getTimestamp() == null
                || info.getDelivered()
                        .getLastActive()
                        .plus(settings.ackWait().plusSeconds(1))
                        .isBefore(info.getTimestamp());
    }

    private static Placement goOn(ConsumerInfo info) {
        return new Placement(
                info.getDelivered().getStreamSequence(), info.getDelivered().getConsumerSequence() + 1, 0);
    }

    private String filter() {
        return settings.filter(partition.partition());
    }

    private AckPolicy ackPolicy() {
        return switch (settings.ackPolicy()) {
            case ALL -> AckPolicy.All;
            case EXPLICIT -> AckPolicy.Explicit;
            case NONE -> AckPolicy.None;
        };
    }
}
