package io.tailrace.collector.inventory;

import io.tailrace.protocol.HostToken;
import io.tailrace.protocol.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agents say that they have, kept in memory: all of it for the hosts of this collector's partitions, the
 * summaries of all others. For any thread; one at a time changes it.
 */
public final class Inventories {

    private static final Logger log = LoggerFactory.getLogger(Inventories.class);

    private final Predicate<String> isOwn;
    private final ConcurrentMap<String, HostInventory> hosts = new ConcurrentHashMap<>();
    private final Set<String> complained = new HashSet<>();

    /** @param isOwn whether a host is in this collector's partitions */
    public Inventories(Predicate<String> isOwn) {
        this.isOwn = isOwn;
    }

    /** Hosts of this collector's partitions. */
    public List<HostInventory> own() {
        return select(isOwn);
    }

    /** Hosts of other partitions: their summaries. */
    public List<HostInventory> others() {
        return select(isOwn.negate());
    }

    /** What is known of a host, null when nothing is. */
    public @Nullable HostInventory host(String host) {
        return hosts.get(host);
    }

    private List<HostInventory> select(Predicate<String> wanted) {
        List<HostInventory> selected = new ArrayList<>();
        Collection<HostInventory> all = hosts.values();
        for (HostInventory host : all) {
            if (host.summary() != null && wanted.test(host.host())) {
                selected.add(host);
            }
        }
        return selected;
    }

    /**
     * Takes in a value of the bucket.
     *
     * @param key its key
     * @param value its bytes; null where it was deleted
     * @param revision in the bucket
     * @param at when it was stored, by the server's clock
     */
    void put(String key, byte @Nullable [] value, long revision, Instant at) {
        int dot = key.indexOf('.');
        try {
            String host = HostToken.host(dot < 0 ? key : key.substring(0, dot));
            if (dot < 0) {
                putSummary(host, value, at);
            } else if (isOwn.test(host)) {
                putPage(host, Integer.parseInt(key.substring(dot + 1)), value, revision);
            }
        } catch (IllegalArgumentException e) {
            complain(key, String.valueOf(e.getMessage()));
        }
    }

    private void putSummary(String host, byte @Nullable [] value, Instant at) {
        if (value == null) {
            hosts.remove(host);
            return;
        }
        Inventory.Summary summary = InventoryReader.summary(value);
        if (!host.equals(summary.host())) {
            throw new IllegalArgumentException("its host is not its key's");
        }
        hosts.merge(host, HostInventory.none(host).with(summary, at), (known, none) -> known.with(summary, at));
    }

    private void putPage(String host, int number, byte @Nullable [] value, long revision) {
        HostInventory known = hosts.getOrDefault(host, HostInventory.none(host));
        if (value == null) {
            hosts.put(host, known.without(number));
            return;
        }
        InventoryReader.Page page = InventoryReader.page(value);
        if (page.refused() > 0) {
            complain(HostToken.of(host), page.refused() + " sources are not of their form");
        }
        hosts.put(host, known.with(number, new InventoryPage(revision, page.position(), page.sources())));
    }

    private void complain(String key, String problem) {
        if (complained.size() < 1_000 && complained.add(key)) {
            log.warn("an inventory can't be read and is passed over key={} problem=\"{}\"", key, problem);
        }
    }
}
