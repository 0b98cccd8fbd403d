package io.tailrace.collector.commit;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.DeadLetterReader.StoredDeadLetter;
import io.tailrace.collector.ledger.LedgerChanges;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Judges dead letters once more, as if they had just been delivered. What can be archived now is, in one transaction with its
 * no longer being a dead letter; the rest is kept with what is wrong with it now. Confined to the writer's thread.
 */
final class Replay {

    private static final CommitLimits NO_LIMITS = new CommitLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);

    private final Lanes lanes;
    private final MessageArchiver archiver;
    private final Committer committer;

    Replay(Lanes lanes, MessageArchiver archiver, Committer committer) {
        this.lanes = lanes;
        this.archiver = archiver;
        this.committer = committer;
    }

    /**
     * Judges some letters of a partition.
     *
     * @param letters whole ones, which together fit into memory
     */
    ReplayResult replay(PartitionKey partition, List<StoredDeadLetter> letters)
            throws IOException, InterruptedException {
        // What is in hand shares sources and files with what is replayed, and must not be committed with it half
        // written.
        lanes.commitAll();
        Lane lane = lanes.lane(partition);
        if (lane == null) {
            return new ReplayResult(
                    List.of(),
                    letters.stream()
                            .map(stored -> new ReplayResult.Refused(
                                    stored.id(), stored.letter().reason().label(), "its partition was never read"))
                            .toList());
        }
        Batch batch = new Batch(new Run(partition, new Unasked()), NO_LIMITS, AckPolicy.NONE, 0);
        LedgerChanges changes = new LedgerChanges();
        List<Long> archived = new ArrayList<>();
        List<ReplayResult.Refused> refused = new ArrayList<>();
        for (StoredDeadLetter stored : letters) {
            DeadLetter again = archiver.archive(delivery(stored, batch.run()), stateOf(lane), batch);
            if (again == null) {
                changes.replayed(stored.id());
                archived.add(stored.id());
            } else {
                changes.refusedAgain(stored.id(), again.reason(), again.detail());
                refused.add(new ReplayResult.Refused(stored.id(), again.reason().label(), again.detail()));
            }
        }
        committer.commit(lane, batch, changes);
        return new ReplayResult(archived, refused);
    }

    /** A plain message that became a dead letter was not archived, whatever its age. */
    private static PartitionState stateOf(Lane lane) {
        PartitionState state = lane.taken();
        return new PartitionState(
                state.position(), state.beginning(), state.readUntil(), 0, state.epoch(), state.voidedAtNanos());
    }

    private static Delivery delivery(StoredDeadLetter stored, Run run) {
        DeadLetter letter = stored.letter();
        return new Delivery(
                run,
                letter.position().sequence(),
                letter.position().timestampNanos(),
                letter.subject(),
                new StoredHeaders(letter.headers()),
                letter.payload(),
                "");
    }

    /** Nobody delivers these messages, so nobody is asked whether he still does. */
    private static final class Unasked implements RunQuestions {

        @Override
        public CompletableFuture<Boolean> isOwn() {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletableFuture<StreamFacts> facts() {
            return CompletableFuture.failedFuture(new IllegalStateException("no stream is asked"));
        }
    }
}
