package io.tailrace.agent.inventory;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Position;
import io.tailrace.agent.checkpoint.SealedList.Tally;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.agent.source.Source;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Divides the sources among pages. A source stays on its page, so that what is idle is never written again. Only the
 * shipping thread touches it.
 */
final class Pages {

    // JSON of a source without its path; a path's character may take six bytes.
    private static final int ENTRY_SIZE = 512;
    private static final int PAGE_SIZE = Inventory.MAX_PAGE_SIZE * 3 / 4;

    private final String instance;
    private final List<Page> pages = new ArrayList<>();
    private final Map<SourceId, Page> pageOf = new HashMap<>();
    private @Nullable String created;

    /** @param instance random id of this run */
    Pages(String instance) {
        this.instance = instance;
    }

    /** Some sources, as they were listed last. */
    private static final class Page {

        private final Map<SourceId, Inventory.Source> listed = new LinkedHashMap<>();
        private final Map<SourceId, Integer> sizes = new HashMap<>();
        private int size;
        private boolean changed = true;

        void list(SourceId id, Inventory.Source source) {
            if (!sizes.containsKey(id)) {
                int bytes = ENTRY_SIZE + 6 * source.path().length();
                sizes.put(id, bytes);
                size += bytes;
            }
            listed.put(id, source);
            changed = true;
        }

        void remove(SourceId id) {
            listed.remove(id);
            Integer bytes = sizes.remove(id);
            size -= bytes == null ? 0 : bytes;
            changed = true;
        }
    }

    /**
     * What has changed since the last draft.
     *
     * @param everything whether all pages are to be written
     */
    Draft draft(ShippingView view, boolean everything) {
        Position position = view.outbox().past().highest();
        String stream = position == null ? null : position.created();
        boolean all = everything || (stream != null && !stream.equals(created));
        created = stream;
        take(view);
        Map<Integer, Inventory.Page> changed = new TreeMap<>();
        for (int number = 0; number < pages.size(); number++) {
            Page page = pages.get(number);
            if (page.changed || all) {
                page.changed = false;
                changed.put(
                        number,
                        new Inventory.Page(
                                instance,
                                position == null
                                        ? null
                                        : new Inventory.Position(position.created(), position.sequence()),
                                List.copyOf(page.listed.values())));
            }
        }
        return summed(changed, view.sealed().dropped());
    }

    private void take(ShippingView view) {
        Set<SourceId> gone = new HashSet<>(pageOf.keySet());
        for (Source source : view.sources()) {
            SourceId id = source.origin().source();
            gone.remove(id);
            Page page = pageOf.get(id);
            Inventory.Source before = page == null ? null : page.listed.get(id);
            if (page == null || before == null || !isAsBefore(source, before)) {
                list(page, id, listed(source));
            }
        }
        for (SealedSource source : view.sealed().all()) {
            SourceId id = source.source();
            gone.remove(id);
            Page page = pageOf.get(id);
            Inventory.Source before = page == null ? null : page.listed.get(id);
            if (page == null || before == null || before.seal() == null) {
                list(page, id, listed(source));
            }
        }
        for (SourceId id : gone) {
            Page page = pageOf.remove(id);
            if (page != null) {
                page.remove(id);
            }
        }
    }

    private void list(@Nullable Page known, SourceId id, Inventory.Source source) {
        Page page = known == null ? pageFor(source) : known;
        pageOf.put(id, page);
        page.list(id, source);
    }

    private Page pageFor(Inventory.Source source) {
        int size = ENTRY_SIZE + 6 * source.path().length();
        for (Page page : pages) {
            if (page.size + size <= PAGE_SIZE) {
                return page;
            }
        }
        Page page = new Page();
        pages.add(page);
        return page;
    }

    private Draft summed(Map<Integer, Inventory.Page> changed, Tally dropped) {
        long size = 0;
        long read = 0;
        long acked = 0;
        for (Page page : pages) {
            for (Inventory.Source source : page.listed.values()) {
                size += source.size() - source.from();
                read += source.read() - source.from();
                acked += source.acked() - source.from();
            }
        }
        return new Draft(pageOf.size(), size, read, acked, pages.size(), dropped, changed);
    }

    private static boolean isAsBefore(Source source, Inventory.Source before) {
        return source.acked() == before.acked()
                && source.read() == before.read()
                && source.reach() == before.size()
                && source.firstSequence() == before.firstSequence()
                && source.lastSequence() == before.lastSequence()
                && (source.seal() == Source.Seal.ACKED) == (before.seal() != null);
    }

    private static Inventory.Source listed(Source source) {
        return new Inventory.Source(
                source.origin().source().toString(),
                source.origin().path(),
                source.origin().input(),
                delivery(source.origin().delivery()),
                source.origin().from(),
                source.reach(),
                source.read(),
                source.acked(),
                source.firstSequence(),
                source.lastSequence(),
                seal(source));
    }

    private static Inventory.Source listed(SealedSource source) {
        long acked =
                source.lost().isEmpty() ? source.length() : source.lost().get(0).start();
        return new Inventory.Source(
                source.source().toString(),
                source.path(),
                source.input(),
                delivery(source.delivery()),
                source.from(),
                source.length(),
                acked,
                acked,
                source.firstSequence(),
                source.lastSequence(),
                seal(source.reason(), source.length(), source.lost()));
    }

    private static String delivery(Delivery delivery) {
        return delivery == Delivery.ACKED ? "acked" : "fire-and-forget";
    }

    private static Inventory.@Nullable Seal seal(Source source) {
        Ending ending = source.ending();
        if (ending == null || source.seal() != Source.Seal.ACKED) {
            return null;
        }
        return seal(ending.reason(), ending.length(), source.notAcked(ending.length()));
    }

    private static Inventory.Seal seal(SealReason reason, long length, List<Span> lost) {
        return new Inventory.Seal(
                reason.headerValue(), length, lost.stream().map(Span::toString).toList());
    }
}
