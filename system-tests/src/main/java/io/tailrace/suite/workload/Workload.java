package io.tailrace.suite.workload;

import static io.tailrace.suite.writer.Rotation.COPY_TRUNCATE;
import static io.tailrace.suite.writer.Rotation.DELETE;
import static io.tailrace.suite.writer.Rotation.RENAME;

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

    private static final int LONGEST_LINE = 600_000;

    // As long as it is that no head of a file tells its generations apart.
    private static final String HEADER = "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n".repeat(40);

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
     * @param brokerForgets whether what the broker has acknowledged may be needed again: then no rotated file is removed,
     *     and none is cut or deleted before it is archived
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
        for (Program program : programs(settings)) {
            add(program);
        }
    }

    private static List<Program> programs(Settings settings) {
        Clock clock = Clock.systemUTC();
        Function<RandomGenerator, Lines> access = random -> new AccessLines(random, clock);
        Function<RandomGenerator, Lines> application = random -> new ApplicationLines(random, clock);
        Function<RandomGenerator, Lines> json = random -> new JsonLines(random, clock);
        Function<RandomGenerator, Lines> dumps = random -> new LongLines(random, LONGEST_LINE);
        Path plain = settings.plain();
        Path rolling = settings.rolling();
        return List.of(
                new Program(plain.resolve("access.log"), access).writes(30).rotated(300, 4_000, RENAME),
                new Program(plain.resolve("orders.log"), application).writes(12).rotated(100, 1_500, COPY_TRUNCATE),
                new Program(plain.resolve("events.json.log"), json).writes(13).rotated(50, 2_000, RENAME),
                new Program(plain.resolve("batch.log"), access).writes(8).rotated(50, 1_000, DELETE),
                new Program(plain.resolve("dumps.log"), dumps).writes(1).rotated(500, 5_000, RENAME),
                new Program(plain.resolve("pieces.log"), application)
                        .writes(4)
                        .inPieces()
                        .rotated(10, 300, RENAME, COPY_TRUNCATE, DELETE),
                // Not cut: a file that is cut and begins again as before is known by its inode alone.
                new Program(plain.resolve("w3c.log"), access)
                        .writes(6)
                        .beginsWith(HEADER)
                        .rotated(10, 500, RENAME, DELETE),
                new Program(plain.resolve("trickle.log"), access)
                        .writes(4)
                        .trickling()
                        .rotated(10, 300, RENAME, COPY_TRUNCATE, DELETE),
                new Program(rolling.resolve("app.log"), application)
                        .writes(13)
                        .rotated(50, 2_000, RENAME)
                        .followedAnywhere(),
                new Program(rolling.resolve("audit.json.log"), json)
                        .writes(5)
                        .rotated(5, 60, RENAME)
                        .followedAnywhere(),
                new Program(settings.deep().resolve("trace.log"), access)
                        .writes(4)
                        .rotated(50, 500, RENAME));
    }

    private void add(Program program) throws IOException {
        RandomGenerator random = seeds.split();
        Gate gate = program.isFollowedAnywhere()
                ? (file, rotation) -> true
                : new CarefulGate(sources::newest, arrivals, settings.brokerForgets());
        writers.add(new BurstWriter(
                new LogFile(program.path(), settings.copies()),
                program.habit(settings.rate(), random),
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
