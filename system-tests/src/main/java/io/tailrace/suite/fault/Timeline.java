package io.tailrace.suite.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What happened when, a line each in a file that is whole up to the last line whatever ends the run. For any thread.
 */
public final class Timeline implements Closeable {

    /** A fault that happened. */
    public record Happening(Instant at, String what) {}

    private final Clock clock;
    private final Instant start;
    private final Writer file;
    private final Consumer<String> listener;
    private final List<Happening> faults = new ArrayList<>();

    /**
     * Begins.
     *
     * @param file is written anew
     * @param listener told of each line, for a screen
     */
    public Timeline(Path file, Clock clock, Consumer<String> listener) throws IOException {
        this.clock = clock;
        this.start = clock.instant();
        this.file = Files.newBufferedWriter(file);
        this.listener = listener;
    }

    /** A fault hits. */
    public synchronized void fault(String what) {
        faults.add(new Happening(clock.instant(), what));
        note(what);
    }

    /** Something else that helps to understand what happens. */
    public synchronized void note(String what) {
        double seconds = write(what);
        listener.accept(String.format(Locale.ROOT, "%7.1f s  %s", seconds, what));
    }

    /** Something that happens so often that only the file takes it down. */
    public synchronized void detail(String what) {
        write(what);
    }

    private double write(String what) {
        Instant now = clock.instant();
        double seconds = Duration.between(start, now).toMillis() / 1e3;
        try {
            file.write(
                    String.format(Locale.ROOT, "%s %9.3f s  %s%n", now.truncatedTo(ChronoUnit.MILLIS), seconds, what));
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the timeline can't be written", e);
        }
        return seconds;
    }

    /** The faults between two moments, in their order. */
    public synchronized List<Happening> faults(Instant from, Instant to) {
        return faults.stream()
                .filter(fault -> !fault.at().isBefore(from) && fault.at().isBefore(to))
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
