package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.source.Held;
import io.tailrace.agent.source.Source;
import java.util.Collection;

/**
 * The agent's state as the shipping thread sees it; valid only while the question is answered.
 *
 * @param sources all sources
 * @param held new files that may be copies in the making
 * @param copies files that hold what sources hold
 * @param sealed sources that were sealed and forgotten lately
 * @param pinnedBytes what deleted files hold on disk because they are open
 * @param outbox what is on its way
 */
public record ShippingView(
        Collection<Source> sources,
        Collection<Held> held,
        Collection<Copy> copies,
        SealedSources sealed,
        long pinnedBytes,
        Outbox outbox) {}
