package io.tailrace.collector;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.ack.Acknowledger;
import io.tailrace.collector.ack.NatsAcknowledger;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.commit.CollectorWriter;
import io.tailrace.collector.deadletter.DeadLetterForwarder;
import io.tailrace.collector.intake.ConsumerSettings;
import io.tailrace.collector.intake.Intake;
import io.tailrace.collector.intake.Owner;
import io.tailrace.collector.intake.Start;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.SqliteLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector at work: opens what is durable, then archives until it is closed. Closing ceases to pull, commits the batch
 * in hand, acknowledges it, and gives the state directory back.
 */
final class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

    private final OwnDirectories directories;
    private final SqliteLedger ledger;
    private final ArchiveStorage storage;
    private final CollectorWriter writer;
    private final Intake intake;
    private final DeadLetterForwarder deadLetters;
    private final Supplier<@Nullable Connection> connections;

    private Collector(
            OwnDirectories directories,
            SqliteLedger ledger,
            ArchiveStorage storage,
            CollectorWriter writer,
            Intake intake,
            DeadLetterForwarder deadLetters,
            Supplier<@Nullable Connection> connections) {
        this.directories = directories;
        this.ledger = ledger;
        this.storage = storage;
        this.writer = writer;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.connections = connections;
    }

    /**
     * Opens archive and ledger and starts.
     *
     * @param connections the connection as it is now, null while there is none
     * @param jetStream how JetStream is reached
     */
    static Collector start(
            CollectorProperties properties,
            CollectorSettings settings,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions jetStream,
            CollectorEvents events) {
        OwnDirectories directories = OwnDirectories.take(properties);
        try {
            ArchiveStorage storage = directories.storage();
            SqliteLedger ledger = directories.ledger(settings);
            Acknowledger acknowledger = new NatsAcknowledger(connections);
            CollectorWriter writer = CollectorWriter.of(
                    settings.writer(), storage, ledger, acknowledger, events, System::nanoTime, Clock.systemUTC());
            Intake intake = Intake.of(
                    settings.partitions(), connections, jetStream, consumer(settings, ledger), owner(ledger), writer);
            DeadLetterForwarder deadLetters = new DeadLetterForwarder(
                    properties.deadLetter().subject(),
                    new DeadLetterReader(properties.stateDirectory()),
                    writer::markPublished,
                    connections,
                    jetStream);
            writer.start();
            intake.start();
            deadLetters.start();
            return new Collector(directories, ledger, storage, writer, intake, deadLetters, connections);
        } catch (RuntimeException e) {
            directories.close();
            throw e;
        }
    }

    CollectorWriter writer() {
        return writer;
    }

    Intake intake() {
        return intake;
    }

    ArchiveStorage storage() {
        return storage;
    }

    void stop() throws InterruptedException {
        intake.stop();
        deadLetters.stop();
        writer.stop();
        flush();
        try {
            ledger.close();
        } catch (IOException e) {
            log.warn("the ledger could not be closed problem={}", e.getMessage());
        }
        directories.close();
    }

    private void flush() throws InterruptedException {
        Connection connection = connections.get();
        if (connection != null && connection.getStatus() == Connection.Status.CONNECTED) {
            try {
                connection.flush(FLUSH_TIMEOUT);
            } catch (TimeoutException | IllegalStateException e) {
                log.debug("the last acknowledgements may not have arrived", e);
            }
        }
    }

    /** What a ledger that was made of an archive is to begin with is all there is, whatever a new one would. */
    private static ConsumerSettings consumer(CollectorSettings settings, SqliteLedger ledger) {
        try {
            return ledger.repair().isRebuilt() ? settings.consumer().from(new Start.All()) : settings.consumer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Owner owner(SqliteLedger ledger) {
        try {
            Set<String> former = ledger.instances();
            String instance = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
            ledger.started(instance, Instant.now());
            return new Owner(ledger.id().toString(), instance, former);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
