package io.tailrace.collector.intake;

import io.tailrace.collector.commit.Run;
import io.tailrace.collector.intake.Broker.Standing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nothing is delivered although there is something to deliver: look after look the same count. For the control
 * thread.
 */
final class Stalls {

    private static final int LOOKS = 3;

    private final Duration lookEvery;
    private final int looksForAcks;

    private long deliveries;
    private int withoutDelivery;

    /** @param ackWait after so long the server delivers again what was not acknowledged */
    Stalls(Duration lookEvery, Duration ackWait) {
        this.lookEvery = lookEvery;
        this.looksForAcks = LOOKS
                + Math.toIntExact(
                        Math.min(Integer.MAX_VALUE / 2, ackWait.toMillis() / Math.max(1, lookEvery.toMillis())));
    }

    /**
     * Takes note of a look.
     *
     * @param run that is delivered
     * @param isBusy whether what was delivered is still being taken
     * @param committed sequence of the last message that is committed
     * @return what stalls, in words, null while nothing does
     */
    @Nullable String look(Standing standing, Run run, boolean isBusy, long committed) {
        boolean lags = standing.lag() > 0 && !standing.isAtLimit();
        boolean strays = standing.deliveredSequence() > Math.max(committed, run.highestSequence());
        boolean owes = standing.ackPending() > 0 && committed >= standing.deliveredSequence();
        if (run.deliveries() != deliveries || isBusy || !(lags || strays || owes)) {
            deliveries = run.deliveries();
            withoutDelivery = 0;
            return null;
        }
        withoutDelivery++;
        if (withoutDelivery < (lags || strays ? LOOKS : looksForAcks)) {
            return null;
        }
        String what = strays
                ? "the server has delivered message " + standing.deliveredSequence() + ", and it did not come"
                : "the server has " + standing.lag() + " messages to deliver and waits for " + standing.ackPending()
                        + " to be acknowledged";
        return "stalled: " + what + "; nothing came for "
                + lookEvery.multipliedBy(withoutDelivery).toSeconds() + "s";
    }
}
