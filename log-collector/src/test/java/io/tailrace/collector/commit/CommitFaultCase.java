package io.tailrace.collector.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.archive.ArchiveDisk;
import io.tailrace.collector.archive.ArchiveFiles;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.DiskArchive;
import io.tailrace.collector.archive.ForgetfulArchiveDisk;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.collector.ledger.SteppedHome;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.collector.pairing.MismatchException;
import io.tailrace.collector.pairing.Pairing;
import io.tailrace.protocol.Span;
import io.tailrace.testing.disk.CalledMethods;
import io.tailrace.testing.disk.Death;
import io.tailrace.testing.disk.Fault;
import io.tailrace.testing.disk.FaultPoint;
import io.tailrace.testing.disk.ForgetfulDisk;
import io.tailrace.testing.disk.Survival;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One life of a collector on a disk with a fault: it begins an archive and a ledger, archives a stream in batches, is stopped
 * and started in between, and its broker forgets what it acknowledged. Whenever it dies it is started on what the disk still
 * has, with the ledger as it was at that moment.
 */
final class CommitFaultCase {

    private static final long SOON = Duration.ofSeconds(30).toNanos();
    private static final int BATCH = 4;
    private static final Pattern CODE = Pattern.compile("rebuild-[0-9a-f]{8}");

    private final FaultPoint point;
    private final CalledMethods calls;
    private final Path directory;
    private final ExecutorService threads;
    private final TestStream stream = new TestStream();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile ForgetfulDisk disk = new ForgetfulDisk();
    private SteppedHome home;
    private int processes;
    private String recover = "";
    private boolean mayRepair;
    private @Nullable SqliteLedger ledger;
    private @Nullable CollectorWriter writer;

    /** @param threads for calls that a dead writer never answers */
    CommitFaultCase(FaultPoint point, CalledMethods calls, Path directory, byte[] emptyLedger, ExecutorService threads)
            throws IOException {
        this.point = point;
        this.calls = calls;
        this.directory = directory;
        this.threads = threads;
        home = new SteppedHome(directory.resolve("state-0"), disk, emptyLedger);
    }

    /** The fault comes somewhere in a life from an empty directory on. */
    void run() throws Exception {
        disk.fate(point);
        toItsEnd(() -> {
            readAll();
            check();
        });
    }

    /** The fault comes somewhere in the life after the ledger was lost, and another one put in its place. */
    void runRepair() throws Exception {
        toItsEnd(() -> {
            readAll();
            stream.remember();
            mayRepair = true;
            disk = disk.countedAnew();
            disk.fate(point);
            home = home.other(directory.resolve("other")).next(directory.resolve("other-0"), disk);
            readAll();
            check();
            assertThat(recover).isNotEmpty();
            String aside = TestStream.PLAIN.replace(".log", "." + recover + ".log");
            assertThat(disk.read(aside)).isEqualTo(disk.read(TestStream.PLAIN));
        });
    }

    private void readAll() throws Exception {
        for (int upTo = BATCH; upTo <= stream.last(); upTo += BATCH) {
            read(upTo);
            if (upTo == 2 * BATCH) {
                stop();
            }
        }
        stop();
    }

    private interface Life {
        void live() throws Exception;
    }

    private void toItsEnd(Life life) throws Exception {
        try {
            life.live();
        } finally {
            CollectorWriter running = writer;
            if (running != null) {
                running.stop();
            }
            home.close();
        }
    }

    private ArchiveDisk archiveDisk() {
        return calls.watch(ArchiveDisk.class, new ForgetfulArchiveDisk(disk), disk);
    }

    /** On a disk that refuses it does not start; then it is mended and started again. */
    private CollectorWriter start() throws Exception {
        while (true) {
            CollectorWriter running = writer;
            if (running != null) {
                return running;
            }
            ArchiveDisk archive = archiveDisk();
            ArchiveStorage storage = new DiskArchive(archive);
            try {
                SqliteLedger opened = new Pairing(
                                home,
                                storage,
                                new ArchiveFiles(archive),
                                host -> TestStream.P1,
                                recover,
                                "recover",
                                Clock.systemUTC())
                        .open();
                ledger = opened;
                CollectorWriter started = CollectorWriter.of(
                        new WriterSettings(
                                "logs",
                                new CommitLimits(BATCH, 1_000_000, Duration.ofHours(1)),
                                AckPolicy.ALL,
                                0,
                                1_000_000,
                                2,
                                100),
                        storage,
                        opened,
                        this::acknowledge,
                        new SilentEvents(),
                        System::nanoTime,
                        Clock.systemUTC());
                started.start();
                writer = started;
            } catch (Death e) {
                restart(point.survival());
            } catch (MismatchException e) {
                allowFor(e);
            } catch (IOException e) {
                assertThat(point.fault().isDeath()).isFalse();
                home.close();
                point.mend();
            }
        }
    }

    /** What an operator does, once: what was begun goes on by the same word. */
    private void allowFor(MismatchException mismatch) {
        Matcher code = CODE.matcher(mismatch.problemAndChoices());
        if (!mayRepair || !recover.isEmpty() || !code.find()) {
            throw new AssertionError("ledger and archive don't belong together any more", mismatch);
        }
        recover = code.group();
    }

    private void stop() throws Exception {
        CollectorWriter running = writer;
        SqliteLedger open = ledger;
        if (running != null && open != null) {
            running.stop();
            writer = null;
            if (disk.isDead()) {
                restart(point.survival());
            } else {
                open.close();
            }
        }
    }

    /** Has the ledger as it is, the disk as it is left, and neither lies. */
    private void restart(Survival survival) throws Exception {
        CollectorWriter dead = writer;
        if (dead != null) {
            dead.stop();
            writer = null;
        }
        processes++;
        disk = disk.crash(survival);
        home = home.next(directory.resolve("state-" + processes), disk);
        if (!home.hasLedger()) {
            return; // It was put aside, and the next one has not taken its place.
        }
        for (StoredSource source : home.reader().sources(TestStream.HOST)) {
            for (Span range : source.archived()) {
                assertThat(stream.isIn(disk, source.key().id(), source.file(), range))
                        .as("the ledger says that %s of %s is archived", range, source.file())
                        .isTrue();
            }
        }
        PartitionState state = home.reader().partitions().get(TestStream.P1);
        assertThat(state == null ? 0 : state.position().sequence())
                .as("where the ledger is, and what was acknowledged")
                .isGreaterThanOrEqualTo(stream.acked());
    }

    /** Called by the writer's thread. */
    private void acknowledge(List<String> replies) {
        for (String reply : replies) {
            long sequence = Long.parseLong(reply);
            try {
                disk.other("ack", () -> {
                    stream.ack(sequence);
                    violations.addAll(stream.missing(disk.crash(Survival.ONLY_DURABLE), sequence));
                });
            } catch (IOException e) {
                // It does not arrive, and that is nothing that a disk could say.
            }
        }
    }

    /** Reads on from the ledger's position, as often as it takes. */
    private void read(long upTo) throws Exception {
        long deadline = System.nanoTime() + SOON;
        while (System.nanoTime() - deadline < 0) {
            CollectorWriter running = start();
            PartitionState state = settle(running);
            if (state == null) {
                continue;
            }
            if (state.position().sequence() >= upTo) {
                return;
            }
            Run run = new Run(TestStream.P1, new Confirmed());
            for (long next = state.position().sequence() + 1; next <= upTo; next++) {
                Delivery delivery = stream.delivery(run, next);
                if (delivery != null) {
                    run.delivered(next);
                    running.deliver(delivery);
                }
            }
            while (run.hasWaiting() && !run.isOver() && !disk.isDead()) {
                LockSupport.parkNanos(100_000);
            }
        }
        throw new AssertionError("message " + upTo + " is waited for in vain, paused: " + start().pause());
    }

    /** How far the partition is; null when that can't be said now, and once more has to be tried. */
    private @Nullable PartitionState settle(CollectorWriter running) throws Exception {
        if (!running.isAccepting() && !disk.isDead()) {
            assertThat(point.fault().isDeath()).isFalse();
            if (point.fault() == Fault.READ_ONLY) {
                point.mend();
            }
        }
        // To a writer that is paused any call is a reason to look whether the disk works again.
        PartitionState state = call(() -> running.settle(TestStream.P1));
        if (state == null && running.isAccepting() && !disk.isDead()) {
            PartitionState begun = PartitionState.begun(
                    StreamPosition.of(TestStream.CREATED, 0), new Beginning(TestStream.CREATED, 0, 0));
            call(() -> {
                running.place(TestStream.P1, begun);
                return begun;
            });
            return null;
        }
        return running.isAccepting() ? state : null;
    }

    private @Nullable PartitionState call(Callable<@Nullable PartitionState> question) throws Exception {
        Future<@Nullable PartitionState> answer = threads.submit(question);
        while (!answer.isDone() && !disk.isDead()) {
            LockSupport.parkNanos(100_000);
        }
        if (disk.isDead()) {
            answer.cancel(true);
            restart(point.survival());
            return null;
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (point.fault().isDeath() || !(e.getCause() instanceof IOException)) {
                throw e;
            }
            return null; // The disk refused, and the writer is paused.
        }
    }

    private void check() throws Exception {
        assertThat(violations).as("acknowledged, and not durable").isEmpty();
        assertThat(stream.missing(disk, stream.last())).isEmpty();
        assertThat(stream.excess(disk)).isEmpty();
        assertThat(disk.readLink(TestStream.CURRENT)).isEqualTo(stream.newest());
        assertThat(home.reader().totals().deadLetters()).isEqualTo(1);
        assertThat(home.reader().sources(TestStream.HOST))
                .allMatch(source ->
                        source.archived().size() == 1 && source.presumed().isEmpty());
    }
}
