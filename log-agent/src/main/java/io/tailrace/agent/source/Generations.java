package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.copies.Examination;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.InodeSearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Listing;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rotation: tells from what directories hold which generations of which files there are. A followed file stays open, so
 * while the agent runs its inode can't be used again, and a key found under another name is a renamed file. Only the
 * shipping thread touches it.
 */
public final class Generations {

    private final Sources sources;
    private final SourceOpener opener;
    private final SourceEvents events;
    private final Memory memory;
    private final Copies copies;
    private final HeldFiles held = new HeldFiles();
    private final Rests rests;
    private final Known known;
    private final OneAtATime decompressing;
    private final CopySearch search;
    private final Holding holding;
    private final LongSupplier nanoTime;
    private final Set<String> scannedInputs;
    private final Map<String, Input> inputs;
    private Consumer<Source> listener = source -> {};
    private boolean started;

    /**
     * @param sources takes what is found
     * @param inputs the configured inputs
     * @param remembered what was known before
     * @param ids mints ids of sources
     * @param search looks for copies, and answers on the shipping thread
     * @param holding how long a file is held back that may be a copy
     * @param nanoTime {@link System#nanoTime()}
     */
    public Generations(
            Sources sources,
            List<Input> inputs,
            Remembered remembered,
            Supplier<SourceId> ids,
            CopySearch search,
            Holding holding,
            LongSupplier nanoTime,
            SourceEvents events) {
        this.sources = sources;
        this.inputs = inputs.stream().collect(Collectors.toMap(Input::name, input -> input));
        this.opener = new SourceOpener(ids);
        this.events = events;
        this.memory = new Memory(remembered.checkpoint(), remembered.flights());
        this.copies = new Copies(remembered.checkpoint().copies(), this::copyGone);
        this.rests = new Rests(search, sources, copies, held, events, this::changed, this::searched);
        this.known = new Known(sources, remembered.sealed());
        this.decompressing = new OneAtATime(search, this::changed);
        this.search = search;
        this.holding = holding;
        this.nanoTime = nanoTime;
        this.scannedInputs = new HashSet<>(remembered.checkpoint().inputs());
    }

    /**
     * Who is to be told.
     *
     * @param changed told of each source that may have something new to read or to settle
     */
    public void tell(Consumer<Source> changed) {
        listener = changed;
    }

    private void changed(Source source) {
        listener.accept(source);
    }

    /** Names of the inputs whose files were looked for at least once. */
    public Set<String> scannedInputs() {
        return scannedInputs;
    }

    /** The checkpoint's sources whose inputs are not configured any more; they stay known. */
    public List<CheckpointEntry> dormant() {
        return memory.unclaimed();
    }

    /** The files that are known to hold what sources hold. */
    public Copies copies() {
        return copies;
    }

    /** The new files that may be copies in the making. */
    public Collection<Held> held() {
        return held.all();
    }

    /** Takes in a look at everything. */
    public void scanned(List<Listing> listings) {
        if (started) {
            Set<Path> unseen = new HashSet<>(sources.directories());
            unseen.addAll(copies.directories());
            unseen.addAll(held.directories());
            listings.forEach(listing -> unseen.remove(listing.directory()));
            listings.forEach(this::listed);
            unseen.forEach(directory -> listed(new Listing(directory, List.of())));
        } else {
            lookFirst(listings);
            started = true;
            scannedInputs.addAll(inputs.keySet());
        }
    }

    /** Those of before come first, wherever they are, so that what is new can be compared with them. */
    private void lookFirst(List<Listing> listings) {
        for (Listing listing : listings) {
            for (Sighting sighting : listing.files()) {
                if (memory.hasKey(sighting.key()) && sources.of(sighting.key()) == null) {
                    openKnown(sighting);
                }
            }
        }
        new FirstLook(memory, inputs, sources, rests, this::openKnown).settle(this::changed);
        rests.begin();
        listings.forEach(copies::listed);
        listings.forEach(this::openNew);
        rests.begin();
    }

    /** Takes in a look at one directory. */
    public void listed(Listing listing) {
        Map<Path, Sighting> byPath = new HashMap<>();
        listing.files().forEach(sighting -> byPath.put(sighting.path(), sighting));
        List<Source> missing = new ArrayList<>();
        for (Source source : sources.in(listing.directory())) {
            Sighting there = byPath.get(source.path());
            if (there == null) {
                there = look(source.path(), source.input());
            }
            if (there != null && there.key().equals(source.key())) {
                if (source.seen(source.path(), Presence.of(source, source.path()), there.size(), there.modified())) {
                    changed(source);
                }
            } else {
                missing.add(source);
            }
        }
        followRenamed(listing.directory(), missing);
        lookForHeld(listing);
        copies.listed(listing);
        openNew(listing);
        rests.begin();
    }

    /** A file's bytes changed. */
    public void modified(Path path) {
        Source source = sources.at(path);
        Held waiting = source == null ? held.at(path) : null;
        if (source != null) {
            changed(source);
        } else if (waiting != null) {
            judge(List.of(waiting));
        }
    }

    /** Does what time asks for. */
    public void tick() {
        if (!held.isEmpty()) {
            judge(held.all());
        }
    }

    /** The loop ends: what is open besides the sources' files is closed. */
    public void close() {
        held.closeAll();
    }

    /**
     * The source's file has not what it had. If that was a file of its own, it was cut: what was there before is that source, what
     * is there now is another one, and what was not read is looked for in a copy.
     */
    public void truncated(Source source) throws IOException {
        cut(source);
        rests.begin();
    }

    private void cut(Source source) throws IOException {
        if (!source.hasFile()) {
            source.content().close();
            source.restLost();
            decompressing.done(source);
            changed(source);
            return;
        }
        Source next = opener.next(source);
        sources.detach(source);
        source.search(new Ending(SealReason.TRUNCATED, Math.max(source.reach(), source.ackedEnd())));
        sources.add(next);
        events.truncated(source, next);
        rests.search(directoryOf(source), source.wanted());
        changed(source);
        changed(next);
    }

    /** Whether a source can be read where it is to be read on. If not, it is told when it can. */
    public boolean isReady(Source source) {
        return decompressing.isReady(source);
    }

    /** A source is not read any more for now. */
    public void wasRead(Source source) {
        decompressing.done(source);
    }

    private void copyGone(Copy copy) {
        Source source = sources.of(copy.source());
        if (source != null) {
            changed(source);
        }
    }

    /** Whether the copy that a source was read from is there still: then it can be read again. */
    public boolean hasCopy(Source source) {
        Copy rest = source.rest();
        return rest != null && source.hasContent() && copies.contains(rest);
    }

    /** The stream has lost what it had: a copy whose source is forgotten is the only one to have it. */
    public void streamLost() {
        copies.forgetIf(copy -> copy.isPlain() && sources.of(copy.source()) == null);
    }

    /** Something depends on whether anything has the bytes of a source that is searched. */
    public void whenSearched(Source source, Runnable then) {
        rests.whenSearched(source, then);
    }

    /** Where a source's file has not the very bytes that were sent of it, it is another source's. */
    public void verify(Source source, List<Flight> sent) {
        if (!source.content().mayChange()) {
            rests.verify(source, sent.stream().map(Flight::probe).toList());
            return;
        }
        try {
            for (Flight flight : sent) {
                if (!flight.isIn(source.content())) {
                    truncated(source);
                    return;
                }
            }
        } catch (IOException e) {
            events.unreadable(source.path(), source.input(), e); // Its next turn meets the same trouble.
        }
    }

    /** Whether a source's file, or the copy that it reads, is under no name any more and only there because it is open. */
    public boolean isPinned(Source source) {
        return source.hasContent() && (source.rest() == null ? source.presence() == Presence.GONE : !hasCopy(source));
    }

    /** Gives up the file that a source is read from. Where another one has its bytes it goes on with that, else it ends. */
    public void release(Source source) throws IOException {
        source.content().close();
        decompressing.done(source);
        Ending ending = source.ending();
        Copy copy = source.rest() == null ? copies.of(source.origin().source()) : null;
        Ending how =
                ending == null ? new Ending(reasonToEnd(source), Math.max(source.reach(), source.ackedEnd())) : ending;
        source.search(how);
        source.released();
        if (copy == null) {
            source.notFound();
        } else {
            rests.search(
                    Path.of(copy.path()).resolveSibling(""), source.wanted().in(copy));
            rests.begin();
        }
        changed(source);
    }

    /** Why a source ends whose file is not at its path any more. */
    public SealReason reasonToEnd(Source source) {
        Source there = sources.at(Path.of(source.origin().path()));
        boolean replaced = there != null && there != source;
        return replaced || source.presence() == Presence.RENAMED ? SealReason.ROTATED : SealReason.DELETED;
    }

    private void followRenamed(Path directory, List<Source> missing) {
        if (missing.isEmpty()) {
            return;
        }
        Map<FileKey, Path> found =
                InodeSearch.find(directory, missing.stream().map(Source::key).collect(Collectors.toSet()));
        for (Source source : missing) {
            Path path = found.get(source.key());
            Sighting sighting = path == null ? null : look(path, source.input());
            if (sighting != null && sighting.key().equals(source.key())) {
                moved(source, sighting);
            } else {
                if (source.presence() != Presence.GONE) {
                    source.gone();
                    events.moved(source);
                }
                changed(source);
            }
        }
    }

    private void moved(Source source, Sighting to) {
        sources.move(source, () -> source.seen(to.path(), Presence.of(source, to.path()), to.size(), to.modified()));
        events.moved(source);
        changed(source);
    }

    private void lookForHeld(Listing listing) {
        for (Held waiting : held.in(listing.directory())) {
            FileKey key = waiting.sighting().key();
            Sighting there = look(waiting.sighting().path(), waiting.sighting().input());
            if (there != null && there.key().equals(key)) {
                continue;
            }
            Path path = InodeSearch.find(listing.directory(), Set.of(key)).get(key);
            // Where it is not found it may have been renamed just now. It is open, and followed when it is due.
            if (path != null) {
                waiting.moved(path);
            }
        }
    }

    private void openNew(Listing listing) {
        List<Sighting> files = new ArrayList<>();
        for (Sighting sighting : listing.files()) {
            Source known = sources.of(sighting.key());
            if (known == null) {
                files.add(sighting);
            } else if (!known.path().equals(sighting.path()) && !isStillAt(known)) {
                moved(known, sighting);
            }
        }
        if (!files.isEmpty()) {
            openNew(listing.directory(), files);
        }
    }

    /** The larger ones first: a copy is not larger than what it is made of. */
    private void openNew(Path directory, List<Sighting> files) {
        Newcomers newcomers = new Newcomers(sources, directory);
        files.sort(Comparator.comparingLong(Sighting::size)
                .reversed()
                .thenComparing(sighting -> sighting.path().toString()));
        for (Sighting sighting : files) {
            boolean known = sources.of(sighting.key()) != null; // By another name of it.
            if (!known && held.of(sighting.key()) == null && !copies.isKnown(sighting)) {
                openNew(sighting, newcomers);
            }
        }
        newcomers.cut().forEach(this::cutQuietly);
    }

    private void openNew(Sighting sighting, Newcomers newcomers) {
        open(sighting, file -> {
            StartAt startAt = startAt(sighting.input());
            if (startAt == StartAt.END) {
                newcomers.follow(follow(sighting, file, startAt)); // What it holds is not shipped, whatever it is.
                return true;
            }
            SealedSource sealed = known.sealed(file);
            if (sealed != null) {
                know(sighting, sealed.source(), sealed.length());
                return false;
            }
            Compression compression = Compression.of(file);
            boolean hold =
                    compression == null ? isToBeHeld(sighting, file, newcomers) : known.isAnythingKnown(sighting);
            if (hold) {
                hold(new Held(sighting, file, compression, startAt, nanoTime.getAsLong()));
            } else {
                newcomers.follow(follow(sighting, file, startAt));
            }
            return true;
        });
    }

    private void hold(Held waiting) {
        held.add(waiting);
        events.held(waiting.sighting().path(), waiting.sighting().input());
        Compression compression = waiting.compression();
        if (compression != null) {
            examine(waiting, compression);
        }
    }

    private void know(Sighting sighting, SourceId source, long length) {
        Copy copy =
                new Copy(source, sighting.path().toString(), sighting.key(), sighting.birth(), sighting.size(), length);
        rests.know(copy);
        events.recognized(copy);
    }

    private void examine(Held waiting, Compression compression) {
        waiting.examined(true);
        search.examine(
                waiting.sighting(),
                waiting.content(),
                compression,
                known.of(waiting.sighting()),
                found -> examined(waiting, found));
    }

    private void examined(Held waiting, Examination found) {
        waiting.examined(false);
        if (held.of(waiting.sighting().key()) != waiting) {
            return; // Released since.
        }
        if (known.isSearched(found)) {
            return; // The search takes it, or has it looked at again.
        }
        waiting.problem(found.problem());
        SourceId source = known.confirm(found);
        if (source != null) {
            know(waiting.sighting(), source, found.length());
        } else if (found.result() == Examination.Result.INCOMPLETE) {
            judge(List.of(waiting));
        } else {
            release(waiting);
        }
    }

    private boolean isToBeHeld(Sighting sighting, PlainContent file, Newcomers newcomers) throws IOException {
        // At the first look an empty file is most likely just that, and has nothing to be held back.
        boolean empty = file.size() == 0 && !started;
        return rests.isToBeSearched(sighting.directory()) || (!empty && newcomers.isPerhapsCopy(file));
    }

    private Source follow(Sighting sighting, PlainContent file, StartAt startAt) throws IOException {
        return follow(sighting, sighting, file, startAt);
    }

    private Source follow(Sighting first, Sighting now, PlainContent file, StartAt startAt) throws IOException {
        Source source = opener.first(first, file, startAt);
        source.seen(now.path(), Presence.of(source, now.path()), now.size(), now.modified());
        sources.add(source);
        events.opened(source);
        changed(source);
        return source;
    }

    private void openKnown(Sighting sighting) {
        open(sighting, file -> {
            CheckpointEntry entry = memory.claim(sighting, file);
            if (entry == null) {
                return false;
            }
            Source source = opener.known(entry, memory.flights(entry), sighting, file);
            memory.forget(entry);
            source.seen(sighting.path(), Presence.of(source, sighting.path()), sighting.size(), sighting.modified());
            sources.add(source);
            events.resumed(source);
            changed(source);
            return true;
        });
    }

    private interface Taker {
        /** Whether it keeps the file, which then is its to close. */
        boolean take(PlainContent file) throws IOException;
    }

    private void open(Sighting sighting, Taker taker) {
        try {
            PlainContent file = SourceOpener.open(sighting);
            if (file == null) {
                return; // Replaced since: the watch has told so, and the next listing has the new one.
            }
            boolean taken = false;
            try {
                taken = taker.take(file);
            } finally {
                if (!taken) {
                    file.close();
                }
            }
        } catch (IOException e) {
            events.unreadable(sighting.path(), sighting.input(), e);
        }
    }

    /** What was looked for in a directory is found, or is not there. */
    private void searched(Path directory) {
        judge(held.in(directory));
    }

    /** Looks at files that are held back whether they have to be any longer. */
    private void judge(Collection<Held> waiting) {
        long now = nanoTime.getAsLong();
        Map<Path, Newcomers> siblings = new HashMap<>();
        for (Held one : waiting) {
            Path directory = one.sighting().directory();
            try {
                if (rests.isToBeSearched(directory)) {
                    continue;
                }
                if (one.isExamined()) {
                    continue;
                }
                boolean changed = one.hasChanged(now);
                Compression compression = one.compression();
                if (one.isDue(holding, now)) {
                    release(one);
                } else if (changed && compression != null) {
                    examine(one, compression);
                } else if (changed) {
                    Newcomers newcomers = siblings.computeIfAbsent(directory, any -> new Newcomers(sources, any));
                    if (!newcomers.isPerhapsCopy(one.content())) {
                        release(one);
                    }
                }
            } catch (IOException e) {
                events.unreadable(one.sighting().path(), one.sighting().input(), e);
                release(one);
            }
        }
        siblings.values().forEach(newcomers -> newcomers.cut().forEach(this::cutQuietly));
        rests.begin();
    }

    /** It is a file like any other. */
    private void release(Held waiting) {
        held.remove(waiting);
        Sighting sighting = waiting.sighting();
        if (!waiting.problem().isEmpty()) {
            events.damaged(sighting.path(), waiting.problem());
        }
        try {
            SealedSource sealed = known.sealed(waiting.content());
            if (sealed != null) {
                know(sighting, sealed.source(), sealed.length());
                waiting.content().close();
                return;
            }
            follow(waiting.first(), sighting, waiting.content(), waiting.startAt());
        } catch (IOException e) {
            events.unreadable(sighting.path(), sighting.input(), e);
        }
    }

    private void cutQuietly(Source source) {
        try {
            cut(source);
        } catch (IOException e) {
            events.unreadable(source.path(), source.input(), e);
        }
    }

    private StartAt startAt(Input input) {
        return started || scannedInputs.contains(input.name()) ? StartAt.BEGINNING : input.startAt();
    }

    private static boolean isStillAt(Source source) {
        Sighting there = look(source.path(), source.input());
        return there != null && there.key().equals(source.key());
    }

    private static @Nullable Sighting look(Path path, Input input) {
        try {
            return Sighting.of(path, input);
        } catch (IOException e) {
            return null; // Nothing is there.
        }
    }

    private static Path directoryOf(Source source) {
        Path parent = source.path().getParent();
        return parent == null ? source.path() : parent;
    }
}
