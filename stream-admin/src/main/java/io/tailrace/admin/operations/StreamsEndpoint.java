package io.tailrace.admin.operations;

import io.tailrace.admin.apply.StreamResult;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.admin.drift.StreamBoard;
import io.tailrace.admin.plan.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import tools.jackson.databind.node.ObjectNode;

/** {@code /actuator/streams}: what is declared, what is there, what differs, what the last round did. */
@Endpoint(id = "streams")
final class StreamsEndpoint {

    private final Reconciler reconciler;

    StreamsEndpoint(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    /** All declared streams as of the last round. */
    @ReadOperation
    Streams streams() {
        StreamBoard board = reconciler.board();
        return new Streams(
                board.checked().equals(Instant.EPOCH) ? null : board.checked(),
                board.declared(),
                board.results().stream().map(StreamsEndpoint::describe).toList());
    }

    private static Stream describe(StreamResult result) {
        return new Stream(
                result.name(),
                result.outcome().name().toLowerCase(Locale.ROOT),
                result.problem(),
                result.declaration().key(),
                result.declaration().config(),
                result.actual(),
                result.differences().stream().map(Difference::toString).toList());
    }

    /**
     * The answer.
     *
     * @param checked when the last round ended, null before the first one
     * @param declared how many streams are declared
     * @param streams one a declared stream
     */
    record Streams(@Nullable Instant checked, int declared, List<Stream> streams) {}

    /**
     * One stream.
     *
     * @param result what the last round found or did, in one word
     * @param problem why it could not, null where it could
     * @param declaredAt the configuration key
     * @param declared the declared fields in the server's names and units
     * @param actual the server's own JSON, null where there is none
     * @param differences one line a field
     */
    record Stream(
            String name,
            String result,
            @Nullable String problem,
            String declaredAt,
            ObjectNode declared,
            @Nullable ObjectNode actual,
            List<String> differences) {}
}
