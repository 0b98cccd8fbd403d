package io.tailrace.suite.workload;

import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.process.Sources;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.writer.AccessLines;
import io.tailrace.suite.writer.ApplicationLines;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.JsonLines;
import io.tailrace.suite.writer.Lines;
import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.LongLines;
import io.tailrace.suite.writer.Rotation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Eleven logs of as many kinds of programs. Some are followed under their rotated names too, so that they can be rotated
 * however often while nobody looks; the others are rotated with care.
 */
public final class Workload implements Closeable {

    private static final int KB = 1_000;
    private static final int LONGEST_LINE = 600 * KB;

    private static final Duration BURST = Duration.ofSeconds(6);

    // A message for each, where nothing is in flight.
    private static final Duration TRICKLE = Duration.ofMillis(50);

    // As long as it is that no head of a file tells its generations apart.
    private static final String HEADER = "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n".repeat(40);

    private static final List<Rotation> RENAME = List.of(Rotation.RENAME);
    private static final List<Rotation> ANY = List.of(Rotation.values());

    private final Settings settings;
    private final Consumer<String> log;
    private final Arrivals arrivals;
    private final Sources sources;
    private final SplittableRandom seeds;
    private final List<BurstWriter> writers = new ArrayList<>();

    /**
     * What is written.
     *
     * @param logs directory of the logs
     * @param copies directory of the writers' own copies
     * @param rate lines a second, over all files
     * @param seed of all that is random
     * @param brokerForgets whether what the broker has acknowledged may be needed again: then no file is deleted, and
     *     none is cut before it is archived
     */
    public record Settings(Path logs, Path copies, int rate, long seed, boolean brokerForgets) {

        /** The inputs of the agent that follows all of it: globs by name. */
        public Map<String, List<String>> inputs() {
            Map<String, List<String>> inputs = new LinkedHashMap<>();
            inputs.put("plain", List.of(plain() + "/*.log"));
            inputs.put("rolling", List.of(rolling() + "/*.log*"));
            inputs.put("deep", List.of(logs.resolve("deep") + "/**/*.log"));
            return inputs;
        }

        private Path plain() {
            return logs.resolve("plain");
        }

        private Path rolling() {
            return logs.resolve("rolling");
        }

        private Path deep() {
            return logs.resolve("deep/2026/november");
        }
    }

    /**
     * Creates the files; {@link #start} begins to write.
     *
     * @param archive where it arrives
     * @param agent that ships it
     * @param log told of each rotation
     */
    public Workload(Settings settings, Archive archive, Actuator agent, Consumer<String> log) throws IOException {
        this.settings = settings;
        this.log = log;
        this.arrivals = new Arrivals(archive);
        this.sources = new Sources(agent);
        this.seeds = new SplittableRandom(settings.seed());
        for (Path directory : List.of(settings.plain(), settings.rolling(), settings.deep(), settings.copies())) {
            Files.createDirectories(directory);
        }
        Clock clock = Clock.systemUTC();
        Function<RandomGenerator, Lines> access = random -> new AccessLines(random, clock);
        Function<RandomGenerator, Lines> application = random -> new ApplicationLines(random, clock);
        Function<RandomGenerator, Lines> json = random -> new JsonLines(random, clock);
        Function<RandomGenerator, Lines> dumps = random -> new LongLines(random, LONGEST_LINE);
        Path plain = settings.plain();
        List<Rotation> cut = List.of(Rotation.COPY_TRUNCATE);
        // Not cut: a file that is cut and begins again as before is known by its inode alone.
        List<Rotation> byFile = List.of(Rotation.RENAME, Rotation.DELETE);
        add(plain.resolve("access.log"), access, "", 30, BURST, false, RENAME, 300, 4_000);
        add(plain.resolve("orders.log"), application, "", 12, BURST, false, cut, 100, 1_500);
        add(plain.resolve("events.json.log"), json, "", 13, BURST, false, RENAME, 50, 2_000);
        add(plain.resolve("batch.log"), access, "", 8, BURST, false, List.of(Rotation.DELETE), 50, 1_000);
        add(plain.resolve("dumps.log"), dumps, "", 1, BURST, false, RENAME, 500, 5_000);
        add(plain.resolve("pieces.log"), application, "", 4, BURST, true, ANY, 10, 300);
        add(plain.resolve("w3c.log"), access, HEADER, 6, BURST, false, byFile, 10, 500);
        add(plain.resolve("trickle.log"), access, "", 4, TRICKLE, false, ANY, 10, 300);
        add(settings.rolling().resolve("app.log"), application, "", 13, BURST, false, RENAME, 50, 2_000);
        add(settings.rolling().resolve("audit.json.log"), json, "", 5, BURST, false, RENAME, 5, 60);
        add(settings.deep().resolve("trace.log"), access, "", 4, BURST, false, RENAME, 50, 500);
    }

    private void add(
            Path path,
            Function<RandomGenerator, Lines> lines,
            String header,
            int percent,
            Duration longestBurst,
            boolean inPieces,
            List<Rotation> rotations,
            int smallestKb,
            int largestKb)
            throws IOException {
        RandomGenerator random = seeds.split();
        Habit habit = new Habit(
                lines.apply(random),
                header,
                settings.rate() * percent / 100.0,
                longestBurst,
                inPieces,
                rotations,
                (long) smallestKb * KB,
                (long) largestKb * KB);
        boolean followedWhenRotated = path.startsWith(settings.rolling());
        Gate gate = followedWhenRotated
                ? (file, rotation) -> true
                : new CarefulGate(sources::newest, arrivals, settings.brokerForgets());
        writers.add(new BurstWriter(
                new LogFile(path, settings.copies()),
                habit,
                gate,
                settings.brokerForgets() ? generation -> false : arrivals::isComplete,
                random,
                this::rotated));
    }

    private void rotated(Generation ended, Rotation rotation) {
        log.accept("    %s: generation %d ended with %,d bytes (%s)"
                .formatted(ended.path().getFileName(), ended.number(), ended.bytes(), rotation));
    }

    public void start() {
        writers.forEach(BurstWriter::start);
    }

    /** Writes no more; returns when the last byte is written. */
    public void stop() {
        List<CompletableFuture<Void>> stopping =
                writers.stream().map(BurstWriter::stop).toList();
        stopping.forEach(CompletableFuture::join);
    }

    /** Fails as a writer has failed, if one has. */
    public void check() {
        writers.stream()
                .filter(BurstWriter::hasFailed)
                .forEach(writer -> writer.stop().join());
    }

    /** All that was written so far. */
    public List<Generation> generations() {
        return writers.stream()
                .flatMap(writer -> writer.file().generations().stream())
                .toList();
    }

    /** How often files were rotated so far, in which way. */
    public Map<Rotation, Integer> rotations() {
        Map<Rotation, Integer> all = new EnumMap<>(Rotation.class);
        writers.forEach(
                writer -> writer.rotations().forEach((rotation, count) -> all.merge(rotation, count, Integer::sum)));
        return all;
    }

    @Override
    public void close() throws IOException {
        try {
            for (BurstWriter writer : writers) {
                writer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
