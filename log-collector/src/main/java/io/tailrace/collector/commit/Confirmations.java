package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.ArchivedSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's word, for each of some batches, that its run's durable is still the run's own. Asked for after the last
 * delivery of each batch and before its transaction: what another collector may have taken in between is then either in
 * nobody's batch or in one that is dropped. Confined to the writer's thread.
 */
final class Confirmations {

    private static final Logger log = LoggerFactory.getLogger(Confirmations.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<Question> questions = new ArrayList<>();
    private final LongSupplier nanoTime;
    private final long askedAt;

    /** Asks. */
    Confirmations(List<Lane> lanes, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong();
        for (Lane lane : lanes) {
            Batch batch = Committer.batchOf(lane);
            RunQuestions asked = batch.run().questions();
            questions.add(new Question(lane, asked.isOwn(), batch.hasNewGaps() ? asked.facts() : null));
        }
    }

    /** Waits for the answers; returns the lanes that may be committed. */
    List<Lane> await() throws InterruptedException {
        List<Lane> confirmed = new ArrayList<>();
        for (Question question : questions) {
            if (isConfirmed(question)) {
                confirmed.add(question.lane);
            } else {
                Committer.batchOf(question.lane).run().end();
            }
        }
        // A source in two batches can't be half committed. It takes a publisher that doesn't keep to its host's
        // partition.
        while (confirmed.size() < questions.size() && confirmed.removeIf(lane -> isShared(lane, confirmed))) {
            log.debug("a batch is dropped with another one that has sources of it");
        }
        return confirmed;
    }

    private boolean isConfirmed(Question question) throws InterruptedException {
        String why;
        try {
            Boolean own = get(question.own);
            Future<StreamFacts> facts = question.facts;
            if (own && facts != null) {
                question.lane.losses().observe(get(facts), question.lane.committed());
            }
            if (own) {
                return true;
            }
            why = "its consumer was taken by another one or moved";
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            why = "the broker does not say whether its consumer is still its own";
        }
        log.warn(
                "a batch is dropped and will be read again partition={} because=\"{}\"",
                question.lane.partition(),
                why);
        return false;
    }

    private boolean isShared(Lane lane, List<Lane> confirmed) {
        Set<ArchivedSource> dropped = new HashSet<>();
        for (Question question : questions) {
            if (!confirmed.contains(question.lane)) {
                dropped.addAll(Committer.batchOf(question.lane).sources());
            }
        }
        boolean shared = Committer.batchOf(lane).sources().stream().anyMatch(dropped::contains);
        if (shared) {
            Committer.batchOf(lane).run().end();
        }
        return shared;
    }

    private <T> T get(Future<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        long left = PATIENCE_NANOS - (nanoTime.getAsLong() - askedAt);
        return answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
    }

    private record Question(
            Lane lane,
            CompletableFuture<Boolean> own,
            @Nullable CompletableFuture<StreamFacts> facts) {}
}
