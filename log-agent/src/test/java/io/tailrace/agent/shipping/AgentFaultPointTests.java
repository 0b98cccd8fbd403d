package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.StateStorage;
import io.tailrace.agent.checkpoint.StateStorage.StateFile;
import io.tailrace.testing.disk.CalledMethods;
import io.tailrace.testing.disk.Death;
import io.tailrace.testing.disk.FaultPoints;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent dies, or its disk refuses, at each durable call that it makes: at any of them nothing is lost, nothing comes twice,
 * and it heals by itself.
 */
class AgentFaultPointTests {

    @TempDir
    private Path directory;

    private final CalledMethods calls = new CalledMethods(StateStorage.class, StateFile.class);
    private Thread.@Nullable UncaughtExceptionHandler others;

    /** The dead need not be told of. */
    @BeforeEach
    void letDie() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        others = before;
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!(thrown instanceof Death)) {
                thrown.printStackTrace();
            }
        });
    }

    @AfterEach
    void beAsBefore() {
        Thread.setDefaultUncaughtExceptionHandler(others);
    }

    @Test
    void whateverStepItDiesAtOrIsRefusedEachByteArrivesOnce() throws Exception {
        long seed = Long.getLong("tailrace.seed", System.nanoTime());
        AtomicInteger cases = new AtomicInteger();
        int faults = FaultPoints.runAll(
                point -> new FaultCase(point, calls, directory.resolve("case-" + cases.incrementAndGet())).run(), seed);
        System.out.println("AgentFaultPointTests: " + faults + " faults, -Dtailrace.seed=" + seed);
        assertThat(calls.stepped())
                .as("a call of the storage without a fault at it needs a scenario that makes it")
                .isEqualTo(calls.allBut(
                        "DirectoryCalls.isDirectory",
                        "DirectoryCalls.isWritable",
                        "StateStorage.read",
                        "StateFile.tryLock",
                        "Closeable.close"));
    }
}
