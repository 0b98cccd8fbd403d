package io.tailrace.admin.operations;

import io.tailrace.admin.apply.Result;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.admin.drift.StreamBoard;
import java.util.Locale;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up when every declared stream and consumer exists. What differs is there to be used, so it is no reason to be down.
 */
final class StreamsHealthIndicator extends AbstractHealthIndicator {

    private final Reconciler reconciler;

    StreamsHealthIndicator(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        StreamBoard board = reconciler.board();
        if (board.complete()) {
            health.up();
        } else {
            health.outOfService();
        }
        if (board.results().isEmpty()) {
            health.withDetail(
                    "reason", board.declared() + " streams and consumers are declared, NATS has not been asked yet");
        }
        board.results().forEach(result -> health.withDetail(result.name(), text(result)));
    }

    private static String text(Result result) {
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
        return result.problem() == null ? outcome : outcome + ": " + result.problem();
    }
}
