package io.tailrace.collector.intake;

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
     * @param nowDelivered how many messages the run was delivered so far
     * @param isBusy whether what was delivered is still being taken
     * @param isCommitted whether all that was delivered is committed
     * @return what stalls, in words, null while nothing does
     */
    @Nullable String look(Standing standing, long nowDelivered, boolean isBusy, boolean isCommitted) {
        boolean lags = standing.lag() > 0 && !standing.isAtLimit();
        boolean owes = standing.ackPending() > 0 && isCommitted;
        if (nowDelivered != deliveries || isBusy || !(lags || owes)) {
            deliveries = nowDelivered;
            withoutDelivery = 0;
            return null;
        }
        withoutDelivery++;
        if (withoutDelivery >= (lags ? LOOKS : looksForAcks)) {
            return "stalled: the server has " + standing.lag() + " messages to deliver and waits for "
                    + standing.ackPending() + " to be acknowledged, and has delivered nothing for "
                    + lookEvery.multipliedBy(withoutDelivery).toSeconds() + "s";
        }
        return null;
    }
}
