package io.tailrace.collector.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose a durable is: its metadata names the ledger that it is read into, and the run that placed it. By this a collector
 * notices that another one reads what it believes its own, be it another collector or a copy of itself.
 *
 * @param ledger id of this collector's ledger
 * @param instance random id of this process
 * @param formerInstances those of the processes that wrote this ledger before
 */
public record Owner(String ledger, String instance, Set<String> formerInstances) {

    static final String LEDGER_KEY = "io.tailrace.ledger";
    static final String RUN_KEY = "io.tailrace.run";

    /** What a durable of this owner's run has in its metadata, beside what others put there. */
    Map<String, String> metadata(@Nullable Map<String, String> others, String run) {
        Map<String, String> all = new HashMap<>(others == null ? Map.of() : others);
        all.put(LEDGER_KEY, ledger);
        all.put(RUN_KEY, run);
        return all;
    }

    /** The name of a run. */
    String run(long number) {
        return instance + "/" + number;
    }

    /** Whether a durable is a run's. */
    boolean has(@Nullable Map<String, String> metadata, String run) {
        return metadata != null && ledger.equals(metadata.get(LEDGER_KEY)) && run.equals(metadata.get(RUN_KEY));
    }

    /** Whose a durable is, in words, if not this collector's; null where it is, or is nobody's. */
    @Nullable String foreign(@Nullable Map<String, String> metadata) {
        String otherLedger = metadata == null ? null : metadata.get(LEDGER_KEY);
        if (metadata == null || otherLedger == null) {
            return null;
        }
        if (!otherLedger.equals(ledger)) {
            return "belongs to the collector with ledger " + otherLedger + ", this one's is " + ledger;
        }
        String run = String.valueOf(metadata.get(RUN_KEY));
        String process = run.substring(0, Math.max(0, run.indexOf('/')));
        return process.equals(instance) || formerInstances.contains(process)
                ? null
                : "was placed by process " + process + " with a copy of this ledger (" + ledger + ")";
    }
}
