package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.testing.Followed;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An agent's knowledge of files, without anything that ships them. */
final class World implements SourceEvents {

    final Sources sources = new Sources();
    final Generations generations;
    final List<String> events = new ArrayList<>();
    final List<Source> changed = new ArrayList<>();
    final SealedSources sealed;
    private final List<Input> inputs;
    long now = System.nanoTime();

    World(Input... inputs) {
        this(Followed.NOTHING, inputs);
    }

    World(Checkpoint checkpoint, Input... inputs) {
        this(checkpoint, List.of(), inputs);
    }

    World(Checkpoint checkpoint, List<Flight> flights, Input... inputs) {
        this(checkpoint, flights, Followed.sealed(), inputs);
    }

    World(Checkpoint checkpoint, List<Flight> flights, SealedSources sealed, Input... inputs) {
        this.sealed = sealed;
        this.inputs = List.of(inputs);
        this.generations = new Generations(
                sources,
                this.inputs,
                new Remembered(checkpoint, flights, sealed),
                Followed.ids(),
                CopySearch.atOnce(),
                Holding.DEFAULT,
                () -> now,
                this);
        generations.tell(changed::add);
    }

    /** Looks at everything. */
    World look() {
        changed.clear();
        generations.scanned(Looks.at(inputs));
        return this;
    }

    /** Time passes, until nothing is held back any more. */
    World hold() {
        now += Holding.DEFAULT.quiet().toNanos();
        generations.tick();
        return this;
    }

    /** The source at a path. */
    Source at(Path path) {
        Source source = sources.at(path);
        if (source == null) {
            throw new AssertionError("nothing is followed at " + path);
        }
        return source;
    }

    /** Reads to the file's end, and has all of it acknowledged. */
    static void ship(Source source) throws IOException {
        long size = source.sizeNow();
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, Tail.MAX_LENGTH));
        source.content().read(tail, size - tail.capacity());
        Span span = new Span(source.next(), size);
        source.sent(span);
        source.readTo(size, Tail.before(tail, tail.capacity()), size);
        source.acked(span, 1);
    }

    /** What would be remembered now. */
    Checkpoint checkpoint() {
        List<CheckpointEntry> entries = new ArrayList<>(generations.dormant());
        sources.all().forEach(source -> entries.add(source.entry()));
        return new Checkpoint(
                Followed.IDENTITY,
                null,
                null,
                null,
                Set.copyOf(generations.scannedInputs()),
                entries,
                List.copyOf(generations.copies().all()));
    }

    /** The next agent. */
    World restart() {
        return again(checkpoint());
    }

    /** The next agent, with a checkpoint of before. */
    World again(Checkpoint checkpoint) {
        return new World(checkpoint, List.of(), sealed, inputs.toArray(Input[]::new)).look();
    }

    @Override
    public void opened(Source source) {
        events.add("opened " + name(source));
    }

    @Override
    public void resumed(Source source) {
        events.add("resumed " + name(source));
    }

    @Override
    public void moved(Source source) {
        events.add(source.presence() + " " + name(source));
    }

    @Override
    public void truncated(Source source, Source next) {
        events.add("truncated " + name(source));
    }

    @Override
    public void recognized(Copy copy) {
        events.add("recognized " + Path.of(copy.path()).getFileName());
    }

    @Override
    public void damaged(Path path, String why) {
        events.add("damaged " + path.getFileName() + ": " + why);
    }

    @Override
    public void held(Path path, Input input) {
        events.add("held " + path.getFileName());
    }

    @Override
    public void copyFound(Source source, Copy copy) {
        events.add("copy of " + name(source) + ": " + Path.of(copy.path()).getFileName());
    }

    @Override
    public void nothingFound(Source source) {
        events.add("no copy of " + name(source));
    }

    @Override
    public void unreadable(Path path, Input input, Exception why) {
        events.add("unreadable " + why.getMessage());
    }

    private static String name(Source source) {
        return String.valueOf(source.path().getFileName());
    }
}
