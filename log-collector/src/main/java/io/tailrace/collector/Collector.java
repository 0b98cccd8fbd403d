package io.tailrace.collector;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.ack.NatsAcknowledger;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.commit.CollectorWriter;
import io.tailrace.collector.deadletter.DeadLetterForwarder;
import io.tailrace.collector.deadletter.DeadLetterReplay;
import io.tailrace.collector.intake.ConsumerSettings;
import io.tailrace.collector.intake.Intake;
import io.tailrace.collector.intake.Owner;
import io.tailrace.collector.intake.Start;
import io.tailrace.collector.inventory.Inventories;
import io.tailrace.collector.inventory.InventoryIntake;
import io.tailrace.collector.inventory.UnownedPartitions;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.LedgerReader;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.collector.report.CompletenessReport;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collector at work: opens what is durable, then archives until it is stopped. Stopping ceases to pull, commits the batch
 * in hand, acknowledges it, and gives the directories back.
 */
final class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

    private final OwnDirectories directories;
    private final SqliteLedger ledger;
    private final Supplier<@Nullable Connection> connections;
    private final CollectorWriter writer;
    private final Intake intake;
    private final InventoryIntake inventoryIntake;
    private final UnownedPartitions unowned;
    private final DeadLetterForwarder deadLetters;
    private final DeadLetterReplay replay;
    private final CompletenessReport completeness;

    private Collector(
            CollectorProperties properties,
            CollectorSettings settings,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions jetStream,
            CollectorEvents events,
            OwnDirectories directories,
            SqliteLedger ledger)
            throws IOException {
        Clock clock = Clock.systemUTC();
        this.directories = directories;
        this.ledger = ledger;
        this.connections = connections;
        ConsumerSettings consumer = consumer(settings, ledger);
        Inventories inventories = new Inventories(host -> settings.partitionOf(host) != null);
        writer = CollectorWriter.of(
                settings.writer(),
                directories.storage(),
                ledger,
                new NatsAcknowledger(connections),
                events,
                System::nanoTime,
                clock);
        intake = Intake.of(settings.partitions(), connections, jetStream, consumer, owner(ledger, clock), writer);
        unowned = new UnownedPartitions(
                inventories,
                settings.partitioning(),
                settings::isOwn,
                settings::streamOf,
                consumer::durable,
                connections,
                jetStream,
                System::nanoTime);
        inventoryIntake = new InventoryIntake(
                settings.inventoryBucket(),
                inventories,
                unowned,
                settings::partitionOf,
                settings.partitioning().count(),
                writer::prove,
                connections,
                jetStream,
                clock,
                settings.lookEvery());
        deadLetters = new DeadLetterForwarder(
                properties.deadLetter().subject(),
                new DeadLetterReader(properties.stateDirectory()),
                writer::markPublished,
                connections,
                jetStream);
        replay = new DeadLetterReplay(new DeadLetterReader(properties.stateDirectory()), writer::replay);
        completeness = new CompletenessReport(
                new LedgerReader(properties.stateDirectory()),
                inventories,
                settings.partitioning(),
                settings::partitionOf,
                intake::states,
                clock);
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
            SqliteLedger ledger = directories.ledger(settings);
            Collector collector =
                    new Collector(properties, settings, connections, jetStream, events, directories, ledger);
            collector.start();
            return collector;
        } catch (IOException e) {
            directories.close();
            throw new IllegalStateException("the ledger fails: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            directories.close();
            throw e;
        }
    }

    private void start() {
        writer.start();
        intake.start();
        inventoryIntake.start();
        deadLetters.start();
    }

    CollectorWriter writer() {
        return writer;
    }

    Intake intake() {
        return intake;
    }

    ArchiveStorage storage() {
        return directories.storage();
    }

    CompletenessReport completeness() {
        return completeness;
    }

    DeadLetterReplay replay() {
        return replay;
    }

    UnownedPartitions unowned() {
        return unowned;
    }

    void stop() throws InterruptedException {
        intake.stop();
        inventoryIntake.stop();
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
    private static ConsumerSettings consumer(CollectorSettings settings, SqliteLedger ledger) throws IOException {
        return ledger.repair().isRebuilt() ? settings.consumer().from(new Start.All()) : settings.consumer();
    }

    private static Owner owner(SqliteLedger ledger, Clock clock) throws IOException {
        Set<String> former = ledger.instances();
        String instance = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        ledger.started(instance, clock.instant());
        return new Owner(ledger.id().toString(), instance, former);
    }
}
