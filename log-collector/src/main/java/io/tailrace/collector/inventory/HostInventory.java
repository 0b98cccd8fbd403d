package io.tailrace.collector.inventory;

import io.tailrace.collector.commit.AgentSource;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a host's agent says that it has, as far as it has been heard.
 *
 * @param host unescaped
 * @param summary null while none has come
 * @param heardAt when the summary was stored, by the server's clock
 * @param pages by their numbers
 */
public record HostInventory(
        String host, Inventory.@Nullable Summary summary, Instant heardAt, Map<Integer, InventoryPage> pages) {

    /** A summary that is older than this is of an agent that says nothing any more. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(15);

    static HostInventory none(String host) {
        return new HostInventory(host, null, Instant.EPOCH, Map.of());
    }

    /** Whether the agent has not been heard of for long. */
    public boolean isSilent(Instant now) {
        return heardAt.plus(SILENT_AFTER).isBefore(now);
    }

    /** Whether it says how many pages there are, and all of them have come. */
    public boolean isComplete() {
        return summary != null && current().size() >= summary.pages();
    }

    /** Whether it would name a source if its agent had it: it has said all, and later than that the source began. */
    public boolean wouldName(SourceId source) {
        Inventory.Summary said = summary;
        return said != null && isComplete() && source.firstSeen().isBefore(writtenAt(said));
    }

    /** By the host's own clock, like the beginnings of its sources; as the server's where that can't be read. */
    private Instant writtenAt(Inventory.Summary said) {
        try {
            return Instant.parse(said.writtenAt());
        } catch (DateTimeParseException e) {
            return heardAt;
        }
    }

    /** The pages that the summary counts; what lies under higher numbers is left from before. */
    public Map<Integer, InventoryPage> current() {
        Inventory.Summary counted = summary;
        if (counted == null) {
            return Map.of();
        }
        Map<Integer, InventoryPage> current = new TreeMap<>(pages);
        current.keySet().removeIf(number -> number >= counted.pages());
        return current;
    }

    /** All sources by their ids, in the order of these. */
    public TreeMap<SourceId, ClaimedSource> sources() {
        TreeMap<SourceId, ClaimedSource> sources = new TreeMap<>();
        for (InventoryPage page : current().values()) {
            for (AgentSource source : page.sources()) {
                sources.put(source.origin().source(), new ClaimedSource(source, page.position()));
            }
        }
        return sources;
    }

    HostInventory with(Inventory.Summary newSummary, Instant at) {
        return new HostInventory(host, newSummary, at, pages);
    }

    HostInventory with(int number, InventoryPage page) {
        Map<Integer, InventoryPage> all = new TreeMap<>(pages);
        all.put(number, page);
        return new HostInventory(host, summary, heardAt, all);
    }

    HostInventory without(int number) {
        Map<Integer, InventoryPage> all = new TreeMap<>(pages);
        all.remove(number);
        return new HostInventory(host, summary, heardAt, all);
    }
}
