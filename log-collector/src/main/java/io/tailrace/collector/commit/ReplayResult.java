package io.tailrace.collector.commit;

import java.util.List;

/**
 * What became of dead letters that were replayed.
 *
 * @param archived ids of those that are archived now, and are dead letters no more
 * @param refused those that still can't be
 */
public record ReplayResult(List<Long> archived, List<Refused> refused) {

    /**
     * A dead letter that stays one.
     *
     * @param id its id
     * @param reason why, now
     * @param detail what exactly is wrong with it
     */
    public record Refused(long id, String reason, String detail) {}
}
