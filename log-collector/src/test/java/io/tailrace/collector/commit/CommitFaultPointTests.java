package io.tailrace.collector.commit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tailrace.collector.archive.ArchiveDisk;
import io.tailrace.collector.archive.ArchiveDisk.OpenDirectory;
import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import io.tailrace.collector.ledger.SteppedHome;
import io.tailrace.testing.disk.CalledMethods;
import io.tailrace.testing.disk.Death;
import io.tailrace.testing.disk.FaultPoint;
import io.tailrace.testing.disk.FaultPoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * C3, C4: the collector dies, or its disk refuses, at each durable call of archive and ledger and at each acknowledgement:
 * nothing is acknowledged that is not durable, the ledger claims nothing that is not there, and the archive is the same.
 */
class CommitFaultPointTests {

    @TempDir
    private Path directory;

    private final CalledMethods calls = new CalledMethods(ArchiveDisk.class, OpenDirectory.class, StoredFile.class);
    private final AtomicInteger cases = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Logger log = (Logger) LoggerFactory.getLogger("io.tailrace.collector");
    private byte[] emptyLedger = new byte[0];
    private Thread.@Nullable UncaughtExceptionHandler others;

    /** The dead need not be told of. */
    @BeforeEach
    void letDie() throws Exception {
        emptyLedger = SteppedHome.empty(directory.resolve("empty"));
        others = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!(thrown instanceof Death)) {
                thrown.printStackTrace();
            }
        });
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void beAsBefore() {
        Thread.setDefaultUncaughtExceptionHandler(others);
        log.setLevel(null);
        threads.shutdownNow();
    }

    @Test
    void c3WhateverStepItDiesAtOrIsRefusedTheArchiveIsTheSame() throws Exception {
        long seed = Long.getLong("tailrace.seed", System.nanoTime());
        AtomicInteger cases = new AtomicInteger();
        int faults = FaultPoints.runAll(
                point -> new CommitFaultCase(
                                point,
                                calls,
                                directory.resolve("case-" + cases.incrementAndGet()),
                                emptyLedger,
                                threads)
                        .run(),
                seed);
        System.out.println("CommitFaultPointTests: " + faults + " faults, -Dtailrace.seed=" + seed);
        assertThat(calls.stepped())
                .as("a call of the disk without a fault at it needs a scenario that makes it")
                .isEqualTo(calls.allBut(
                        "ArchiveDisk.root",
                        "ArchiveDisk.longestName",
                        "ArchiveDisk.entry",
                        "ArchiveDisk.entries",
                        "ArchiveDisk.read",
                        "ArchiveDisk.data",
                        "ArchiveDisk.readLink",
                        "ArchiveDisk.usableBytes",
                        "OpenDirectory.kind",
                        "OpenDirectory.enter",
                        "StoredFile.isNew",
                        "StoredFile.close",
                        "Closeable.close"));
    }

    @Test
    void c8WhateverStepARepairEndsAtItIsGoneThroughAgain() throws Exception {
        long seed = Long.getLong("tailrace.seed", System.nanoTime());
        int faults = FaultPoints.runAll(point -> newCase(point).runRepair(), seed);
        System.out.println("CommitFaultPointTests: " + faults + " faults of a repair, -Dtailrace.seed=" + seed);
    }

    private CommitFaultCase newCase(FaultPoint point) throws IOException {
        return new CommitFaultCase(
                point, calls, directory.resolve("case-" + cases.incrementAndGet()), emptyLedger, threads);
    }
}
