package io.tailrace.collector.commit;

import java.util.concurrent.CompletableFuture;

/**
 * What a commit asks the broker about its run, while it writes: the answers come while the disk is waited for. An answer that
 * fails or does not come is as bad as a wrong one.
 */
public interface RunQuestions {

    /** Whether the run's durable is still where this run left it, and its own. */
    CompletableFuture<Boolean> isOwn();

    /** The stream as it is now. */
    CompletableFuture<StreamFacts> facts();
}
