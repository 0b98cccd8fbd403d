package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.testing.Followed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeeperTests {

    private static final Duration INTERVAL = Duration.ofHours(1);

    @TempDir
    private Path root;

    private final Mailbox mailbox = new Mailbox();
    private final Notes notes = new Notes();
    private @Nullable StateDirectory state;
    private int snapshots;
    private int durable;
    private int failedWrites;

    private CheckpointKeeper keeper() {
        StateDirectory opened = StateDirectory.open(root.resolve("state"));
        state = opened;
        return new CheckpointKeeper(
                new Checkpointer(opened.checkpointFile(), opened.sealedFile()),
                mailbox,
                INTERVAL,
                this::snapshot,
                System::nanoTime,
                notes);
    }

    @AfterEach
    void close() throws IOException {
        if (state != null) {
            state.close();
        }
    }

    @Test
    void progressIsWrittenOnceAnInterval() {
        CheckpointKeeper keeper = keeper();
        long now = System.nanoTime();
        keeper.writeIfDue(now + INTERVAL.toNanos());
        assertThat(snapshots).as("there was no progress").isZero();

        keeper.progressed();
        keeper.writeIfDue(now);
        assertThat(snapshots).isZero();
        keeper.writeIfDue(now + 2 * INTERVAL.toNanos());
        awaitDurable(1);
        assertThat(remembered()).isPresent();
        keeper.writeIfDue(now + 4 * INTERVAL.toNanos());
        assertThat(snapshots).isEqualTo(1);
    }

    @Test
    void whatIsUrgentIsWrittenAtOnce() {
        CheckpointKeeper keeper = keeper();
        keeper.urgent();
        keeper.writeIfDue(System.nanoTime());

        assertThat(durable).as("only once it is written").isZero();
        awaitDurable(1);
        assertThat(notes.written).isEqualTo(1);
    }

    @Test
    void whatComesWhileOneIsWrittenGoesIntoTheNext() {
        CheckpointKeeper keeper = keeper();
        keeper.urgent();
        keeper.writeIfDue(System.nanoTime());
        keeper.urgent();
        keeper.writeIfDue(System.nanoTime());
        keeper.writeIfDue(System.nanoTime());
        assertThat(snapshots).as("one at a time").isEqualTo(1);

        awaitDurable(1);
        keeper.writeIfDue(System.nanoTime());
        awaitDurable(2);
        assertThat(snapshots).isEqualTo(2);
    }

    @Test
    void theAgentGoesOnFromMemoryWhileNothingCanBeWritten() throws IOException {
        CheckpointKeeper keeper = keeper();
        Path moved = root.resolve("moved");
        Files.move(root.resolve("state"), moved);
        keeper.urgent();
        keeper.writeIfDue(System.nanoTime());
        awaitDurable(1);
        assertThat(notes.failed).isEqualTo(1);
        assertThat(failedWrites).isEqualTo(1);
        assertThat(notes.written).isZero();

        Files.move(moved, root.resolve("state"));
        keeper.writeIfDue(System.nanoTime() + INTERVAL.toNanos() * 2);
        awaitDurable(2);
        assertThat(notes.written).as("tried again after an interval").isEqualTo(1);
    }

    @Test
    void theLastOneIsWrittenBeforeItReturns() throws InterruptedException {
        CheckpointKeeper keeper = keeper();
        keeper.writeLast();

        assertThat(remembered()).contains(Followed.NOTHING);
    }

    private void awaitDurable(int times) {
        await().until(() -> {
            mailbox.drain();
            return durable == times;
        });
    }

    private Optional<Checkpoint> remembered() {
        return state == null ? Optional.empty() : state.checkpointFile().read();
    }

    private CheckpointKeeper.Snapshot snapshot() {
        snapshots++;
        return new CheckpointKeeper.Snapshot(
                Checkpoint.nothing(Followed.IDENTITY), null, () -> durable++, () -> failedWrites++);
    }

    private static final class Notes implements ShippingEvents {

        private int written;
        private int failed;

        @Override
        public void checkpointed() {
            written++;
        }

        @Override
        public void checkpointFailed(IOException why) {
            failed++;
        }
    }
}
