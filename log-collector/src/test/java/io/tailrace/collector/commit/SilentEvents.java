package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.GapReason;

/** Nobody listens. */
final class SilentEvents implements CollectorEvents {

    @Override
    public void handled(Outcome outcome, long archivedBytes, long archivedLines) {}

    @Override
    public void deadLetter(DeadLetter.Reason reason) {}

    @Override
    public void gap(GapReason reason, long bytes) {}

    @Override
    public void committed(int files, long nanos) {}

    @Override
    public void durable(long[] readMicros) {}
}
