package io.tailrace.agent.testing;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Remembered;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.SourceEvents;
import io.tailrace.agent.source.Sources;
import io.tailrace.protocol.SourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Sources of real files, for tests of what comes behind them. */
public final class Followed {

    public static final Identity IDENTITY = new Identity("my.host", "logs", 16);
    public static final Checkpoint NOTHING = Checkpoint.nothing(IDENTITY);

    private Followed() {}

    /** A file that was just found. */
    public static Source file(Path path) {
        return file(path, Inputs.of("test", path));
    }

    public static Source file(Path path, Input input) {
        Sources sources = new Sources();
        new Generations(
                        sources,
                        List.of(input),
                        new Remembered(NOTHING, List.of(), sealed()),
                        ids(),
                        CopySearch.atOnce(),
                        Holding.DEFAULT,
                        System::nanoTime,
                        new SourceEvents() {})
                .scanned(Looks.at(List.of(input)));
        Source source = sources.at(path);
        if (source == null) {
            throw new AssertionError(path + " was not found");
        }
        return source;
    }

    /** No sources that were sealed before. */
    public static SealedSources sealed() {
        return new SealedSources(SealedList.EMPTY, Clock.systemUTC());
    }

    public static Supplier<SourceId> ids() {
        Random random = new Random();
        Clock clock = Clock.systemUTC();
        return () -> SourceId.mint(clock, random);
    }
}
