package io.tailrace.admin.operations;

import io.tailrace.admin.apply.Result;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.admin.drift.StreamBoard;
import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.usage.StreamUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /actuator/streams}: what is declared, what is there, what differs, what the last round did, how full it is. A
 * POST runs a round that does all that is permitted, as at the start, and answers with what it found.
 */
@Endpoint(id = "streams")
final class StreamsEndpoint {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Reconciler reconciler;

    StreamsEndpoint(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    /** Everything as of the last round. */
    @ReadOperation
    Streams streams() {
        return describe(reconciler.board());
    }

    /** Everything as of a round that is run now; as of the last one where that takes longer than two minutes. */
    @WriteOperation
    Streams reconcile() throws InterruptedException {
        try {
            return describe(reconciler.reconcile().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException goesOn) {
            return streams();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static Streams describe(StreamBoard board) {
        return new Streams(
                board.checked().equals(Instant.EPOCH) ? null : board.checked(),
                board.declared(),
                board.results().stream()
                        .map(result -> describe(result, board.usages().get(result.name())))
                        .toList());
    }

    private static Stream describe(Result result, @Nullable StreamUsage usage) {
        return new Stream(
                result.name(),
                result.outcome().name().toLowerCase(Locale.ROOT),
                result.problem(),
                result.plan().declaredAt(),
                result.plan().declared(),
                result.actual(),
                result.differences().stream().map(Difference::toString).toList(),
                result.plan().undeclared().stream().map(Difference::toString).toList(),
                result.plan().consequences(),
                result.plan().needs(),
                usage);
    }

    /**
     * The answer.
     *
     * @param checked when the round ended, null before the first one
     * @param declared how many streams and consumers are declared
     * @param streams one a stream or consumer
     */
    record Streams(@Nullable Instant checked, int declared, List<Stream> streams) {}

    /**
     * One stream or consumer.
     *
     * @param name {@code LOGS}, or {@code LOGS/archive}
     * @param result what the round found or did, in one word
     * @param problem why it could not, null where it could
     * @param declaredAt the configuration key, null for what is pruned
     * @param declared the declared fields in the server's names and units
     * @param actual the server's own JSON, null where there is none
     * @param differences one line a field
     * @param undeclared what is left alone and not as it would be by default, one line a field
     * @param consequences what doing the rest would destroy
     * @param needs the configuration without which the rest is not done
     * @param usage how full the stream is, null for consumers and where it is not known
     */
    record Stream(
            String name,
            String result,
            @Nullable String problem,
            @Nullable String declaredAt,
            @Nullable ObjectNode declared,
            @Nullable ObjectNode actual,
            List<String> differences,
            List<String> undeclared,
            List<String> consequences,
            @Nullable String needs,
            @Nullable StreamUsage usage) {}
}
