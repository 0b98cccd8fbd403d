package io.tailrace.collector.intake;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamInfo;
import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.Run;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.Partitioning;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The broker by jnats, over the service's one connection. */
final class NatsBroker implements Broker {

    private static final int STREAM_NOT_FOUND = 10059;
    private static final int CONSUMER_NOT_FOUND = 10014;
    private static final int JETSTREAM_NOT_ENABLED = 10076;
    private static final int JETSTREAM_NOT_ENABLED_FOR_ACCOUNT = 10039;

    private final Supplier<@Nullable Connection> connections;
    private final ConsumerSettings settings;
    private final Owner owner;
    private final TakeOvers takeOvers;
    private final DeliverySink sink;
    private final JetStreamOptions options;
    private final int pulls;

    private @Nullable Connection dispatcherOf;
    private @Nullable Dispatcher dispatcher;

    /**
     * @param owner whose the durables are to be
     * @param pulls number of partitions that are pulled, which share the prefetch
     */
    NatsBroker(
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            ConsumerSettings settings,
            Owner owner,
            DeliverySink sink,
            int pulls) {
        this.connections = connections;
        this.options = options;
        this.settings = settings;
        this.owner = owner;
        this.takeOvers = new TakeOvers(settings.takeOver());
        this.sink = sink;
        this.pulls = pulls;
    }

    @Override
    public StreamState stream(PartitionKey partition) throws IOException, NotReadyException {
        Connection connection = connection();
        StreamInfo info = ask(partition, () -> management(connection).getStreamInfo(partition.stream()));
        Map<String, String> metadata = info.getConfiguration().getMetadata();
        String partitions = metadata == null ? null : metadata.get(Partitioning.STREAM_METADATA_KEY);
        if (partitions != null && !partitions.equals(Integer.toString(settings.partitions()))) {
            throw new NotReadyException("stream " + partition.stream() + " is for " + partitions
                    + " partitions and tailrace.partitions is " + settings.partitions() + ": make them equal");
        }
        return new StreamState(
                Facts.of(info), info.getConfiguration().getRetentionPolicy() == RetentionPolicy.Interest);
    }

    @Override
    public @Nullable String voidness(PartitionKey partition, StreamFacts stream, StreamPosition position)
            throws IOException, NotReadyException {
        Connection connection = connection();
        Witness witness = new Witness(
                management(connection),
                messages(connection),
                partition.stream(),
                settings.filter(partition.partition()));
        return askForOne(partition, () -> witness.against(stream, position));
    }

    @Override
    public long timeAt(PartitionKey partition, long sequence) throws IOException, NotReadyException {
        Connection connection = connection();
        return nanos(askForOne(partition, () -> messages(connection).at(partition.stream(), sequence)));
    }

    @Override
    public long timeOfNext(PartitionKey partition, long sequence) throws IOException, NotReadyException {
        Connection connection = connection();
        MessageInfo next = askForOne(
                partition,
                () -> messages(connection)
                        .next(partition.stream(), sequence + 1, settings.filter(partition.partition())));
        return nanos(next);
    }

    private static long nanos(@Nullable MessageInfo message) {
        return message == null || message.getTime() == null ? 0 : StreamMessages.nanos(message.getTime());
    }

    @Override
    public Placement place(PartitionKey partition, StreamState stream, @Nullable PartitionState state, String run)
            throws IOException, NotReadyException {
        Connection connection = connection();
        boolean canReset = connection.getServerInfo().isSameOrNewerThanVersion("2.14.0");
        DurablePlacement placement = new DurablePlacement(
                management(connection), settings, partition, stream, owner, run, takeOvers, canReset);
        return ask(partition, () -> placement.at(state));
    }

    @Override
    public StartedRun run(PartitionKey partition, Placement placement, String name) throws NotReadyException {
        RunOwnership ownership =
                new RunOwnership(connection(), options.getPrefix(), settings, partition, owner, name, placement);
        Run run = new Run(partition, ownership);
        return new StartedRun(run, name, new RunDeliveries(run, placement, ownership::begins, sink));
    }

    @Override
    public Pull pull(StartedRun started) throws IOException, NotReadyException {
        PartitionKey partition = started.run().partition();
        Connection connection = connection();
        String next = options.getPrefix() + "CONSUMER.MSG.NEXT." + partition.stream() + "."
                + settings.durable(partition.partition());
        return new DurablePull(
                connection,
                dispatcher(connection),
                next,
                settings.prefetchBytes() / pulls,
                started.run(),
                started.deliveries(),
                System::nanoTime);
    }

    @Override
    public Standing standing(PartitionKey partition, String run) throws IOException, NotReadyException {
        Connection connection = connection();
        String durable = settings.durable(partition.partition());
        ConsumerInfo info = ask(partition, () -> management(connection).getConsumerInfo(partition.stream(), durable));
        Map<String, String> metadata = info.getConsumerConfiguration().getMetadata();
        String foreign = owner.has(metadata, run) ? null : owner.foreign(metadata);
        return new Standing(
                owner.has(metadata, run),
                foreign == null ? null : settings.durables(partition) + foreign,
                info.getNumPending(),
                info.getNumAckPending(),
                info.getDelivered().getStreamSequence(),
                settings.ackPolicy() != AckPolicy.NONE && info.getNumAckPending() >= settings.maxAckPending());
    }

    private StreamMessages messages(Connection connection) {
        return new StreamMessages(connection, options.getPrefix(), options.getRequestTimeout());
    }

    private Connection connection() throws NotReadyException {
        Connection connection = connections.get();
        if (connection == null || connection.getStatus() != Connection.Status.CONNECTED) {
            throw new NotReadyException("there is no connection to NATS");
        }
        return connection;
    }

    private JetStreamManagement management(Connection connection) throws IOException {
        return connection.jetStreamManagement(options);
    }

    /** One thread for all partitions: there is but one writer. */
    private Dispatcher dispatcher(Connection connection) {
        Dispatcher current = dispatcher;
        if (current == null || !connection.equals(dispatcherOf)) {
            current = connection.createDispatcher();
            // The pulls bound what waits here; beyond its own limits jnats would drop messages.
            current.setPendingLimits(0, 0);
            dispatcher = current;
            dispatcherOf = connection;
        }
        return current;
    }

    private <T> T ask(PartitionKey partition, Question<T> question) throws IOException, NotReadyException {
        return Objects.requireNonNull(askForOne(partition, question));
    }

    private <T> @Nullable T askForOne(PartitionKey partition, Question<T> question)
            throws IOException, NotReadyException {
        try {
            return question.ask();
        } catch (JetStreamApiException e) {
            throw new NotReadyException(
                    switch (e.getApiErrorCode()) {
                        case STREAM_NOT_FOUND ->
                            "stream " + partition.stream() + " does not exist; create it, or let"
                                    + " stream-admin do so";
                        case CONSUMER_NOT_FOUND ->
                            "consumer "
                                    + settings.durable(partition.partition()) + " of stream " + partition.stream()
                                    + " does not exist";
                        case JETSTREAM_NOT_ENABLED, JETSTREAM_NOT_ENABLED_FOR_ACCOUNT ->
                            "JetStream is off" + " for this account (" + e.getErrorDescription() + ")";
                        default ->
                            "the server refuses consumer "
                                    + settings.durable(partition.partition()) + " of stream " + partition.stream()
                                    + ": "
                                    + e.getErrorDescription();
                    });
        } catch (IOException e) {
            Connection connection = connection();
            if (!connection.getServerInfo().isJetStreamAvailable()) {
                throw new NotReadyException("JetStream is off at " + connection.getConnectedUrl()
                        + "; start nats-server with -js or a jetstream block");
            }
            throw e;
        }
    }

    private interface Question<T> {
        @Nullable T ask() throws IOException, JetStreamApiException, NotReadyException;
    }
}
