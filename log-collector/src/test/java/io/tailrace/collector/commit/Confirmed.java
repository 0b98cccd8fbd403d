package io.tailrace.collector.commit;

import java.util.concurrent.CompletableFuture;

/** A broker that confirms every run, of a stream that loses nothing. */
final class Confirmed implements RunQuestions {

    @Override
    public CompletableFuture<Boolean> isOwn() {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<StreamFacts> facts() {
        return CompletableFuture.completedFuture(
                new StreamFacts("c", 1, 1_000, 1, 1, new StreamFacts.Limits(0, Double.NaN, true, false)));
    }
}
