package io.tailrace.collector;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.ack.Acknowledger;
import io.tailrace.collector.ack.NatsAcknowledger;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.NioArchiveStorage;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.commit.CollectorWriter;
import io.tailrace.collector.deadletter.DeadLetterForwarder;
import io.tailrace.collector.intake.Intake;
import io.tailrace.collector.intake.Owner;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.config.InvalidConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final StateDirectory state;
    private final SqliteLedger ledger;
    private final ArchiveStorage storage;
    private final CollectorWriter writer;
    private final Intake intake;
    private final DeadLetterForwarder deadLetters;
    private final Supplier<@Nullable Connection> connections;

    private Collector(
            StateDirectory state,
            SqliteLedger ledger,
            ArchiveStorage storage,
            CollectorWriter writer,
            Intake intake,
            DeadLetterForwarder deadLetters,
            Supplier<@Nullable Connection> connections) {
        this.state = state;
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
        StateDirectory state = StateDirectory.take(properties.stateDirectory());
        try {
            ArchiveStorage storage = openArchive(properties.archive().directory());
            SqliteLedger ledger = openLedger(properties.stateDirectory());
            matchOwner(storage, ledger, properties);
            Acknowledger acknowledger = new NatsAcknowledger(connections);
            CollectorWriter writer = CollectorWriter.of(
                    settings.writer(), storage, ledger, acknowledger, events, System::nanoTime, Clock.systemUTC());
            Intake intake = Intake.of(
                    settings.partitions(), connections, jetStream, settings.consumer(), owner(ledger), writer);
            DeadLetterForwarder deadLetters = new DeadLetterForwarder(
                    properties.deadLetter().subject(),
                    new DeadLetterReader(properties.stateDirectory()),
                    writer::markPublished,
                    connections,
                    jetStream);
            writer.start();
            intake.start();
            deadLetters.start();
            return new Collector(state, ledger, storage, writer, intake, deadLetters, connections);
        } catch (RuntimeException e) {
            close(state);
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
        close(state);
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

    private static ArchiveStorage openArchive(Path directory) {
        try {
            Files.createDirectories(directory);
            return new NioArchiveStorage(directory);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "tailrace.collector.archive.directory",
                    directory,
                    "can't be used (" + e + "). Make it a directory that this user may write to");
        }
    }

    private static SqliteLedger openLedger(Path stateDirectory) {
        try {
            return SqliteLedger.open(stateDirectory);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "tailrace.collector.state-directory", stateDirectory, "can't be used: " + e.getMessage());
        }
    }

    /** Ledger and archive carry one id: a ledger that doesn't belong to the archive would write over what is there. */
    private static void matchOwner(ArchiveStorage storage, SqliteLedger ledger, CollectorProperties properties) {
        Path directory = properties.archive().directory();
        try {
            ArchiveStorage.Owner owner = storage.owner();
            if (owner == null) {
                storage.own(new ArchiveStorage.Owner(ledger.id(), 0));
            } else if (!owner.ledger().equals(ledger.id())) {
                throw new InvalidConfigurationException(
                        "tailrace.collector.archive.directory",
                        directory,
                        "belongs to ledger " + owner.ledger() + " and " + properties.stateDirectory() + " holds ledger "
                                + ledger.id() + ". Restore the ledger that belongs to it, or use an empty directory");
            }
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "tailrace.collector.archive.directory",
                    directory,
                    "can't be written (" + e + "). Make it a directory that this user may write to");
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

    private static void close(StateDirectory state) {
        try {
            state.close();
        } catch (IOException e) {
            log.debug("the lock could not be given back", e);
        }
    }
}
