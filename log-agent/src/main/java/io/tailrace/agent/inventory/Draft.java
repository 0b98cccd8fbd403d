package io.tailrace.agent.inventory;

import io.tailrace.agent.checkpoint.SealedList.Tally;
import io.tailrace.protocol.Inventory;
import java.util.Map;

/**
 * What is to be written.
 *
 * @param sources how many are listed
 * @param sizeBytes sum of their sizes
 * @param readBytes sum of what was read
 * @param ackedBytes sum of what was acknowledged
 * @param pages how many pages there are
 * @param dropped sealed sources that are not listed because there were too many
 * @param changed those that differ from what was written before, by their numbers
 */
record Draft(
        int sources,
        long sizeBytes,
        long readBytes,
        long ackedBytes,
        int pages,
        Tally dropped,
        Map<Integer, Inventory.Page> changed) {}
