package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.agent.shipping.Disk.Generation;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.agent.testing.Seed;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One history. */
final class ShippingCase {

    // Links that fail again and again are replaced every 5 s only.
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Seed seed;
    private final Random random;
    private final Path state;
    private final Disk disk;
    private final FakeStream stream;
    private final List<Input> inputs;
    private final AgentRun.Settings settings;
    private final boolean globFindsRenamed;
    private final Set<Generation> deletedWhileOpen = new HashSet<>();
    private final boolean streamLoses;
    private boolean killed;
    private boolean dropped;
    private @Nullable AgentRun agent;

    ShippingCase(Seed seed, Path directory) throws IOException {
        this.seed = seed;
        this.random = seed.random();
        Path logs = Files.createDirectories(directory.resolve("logs"));
        this.state = directory.resolve("state");
        this.disk = new Disk(logs, random);
        FakeStream.Faults faults = new FakeStream.Faults(
                random.nextInt(1_000), random.nextInt(10) == 0 ? 20 : 0, random.nextInt(4) == 0 ? 20 : 0);
        this.streamLoses = random.nextInt(4) == 0;
        this.stream = new FakeStream(new Random(random.nextLong()), faults, state.resolve("checkpoint.json"));
        this.globFindsRenamed = random.nextBoolean();
        this.inputs = List.of(Inputs.inLinesOf(
                Inputs.of("test", StartAt.BEGINNING, logs + (globFindsRenamed ? "/*.log*" : "/*.log")),
                random.nextInt(3)));
        this.settings = new AgentRun.Settings(
                64 + random.nextInt(400),
                1 + random.nextInt(16),
                64 + random.nextInt(4_000),
                Duration.ofMillis(random.nextInt(20)),
                new Holding(Duration.ofMillis(200), Duration.ofSeconds(2)));
    }

    void run() throws Exception {
        try {
            for (int left = 10 + random.nextInt(25); left > 0; left--) {
                step();
            }
            finish();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "%s, renamed files %s, %s%n%s%n%s%n%s"
                            .formatted(
                                    seed,
                                    globFindsRenamed ? "match" : "don't match",
                                    settings,
                                    String.join(System.lineSeparator(), disk.history()),
                                    stateOfTheAgent(),
                                    e),
                    e);
        }
    }

    private String stateOfTheAgent() throws Exception {
        AgentRun running = agent;
        return running == null
                ? "no agent runs"
                : running.ask(view -> {
                    StringBuilder state = new StringBuilder();
                    view.sources()
                            .forEach(source ->
                                    state.append("%s at %s read=%s acked=%s ending=%s seal=%s searched=%s rest=%s%n"
                                            .formatted(
                                                    source.origin().source().shortId(),
                                                    source.path().getFileName(),
                                                    source.read(),
                                                    source.acked(),
                                                    source.ending(),
                                                    source.seal(),
                                                    source.isSearched(),
                                                    source.rest())));
                    view.held().forEach(held -> state.append("held %s%n".formatted(held.sighting())));
                    view.copies().forEach(copy -> state.append(copy).append(System.lineSeparator()));
                    view.sealed().all().forEach(one -> state.append(one).append(System.lineSeparator()));
                    return state.toString();
                });
    }

    private void step() throws Exception {
        String name = random.nextBoolean() ? "a.log" : "b.log";
        if (!disk.has(name)) {
            disk.create(name);
        }
        switch (random.nextInt(20)) {
            case 0 -> rotate(name, true);
            case 1 -> rotate(name, false);
            case 2 -> cut(name, true);
            case 3 -> cut(name, false);
            case 4 -> delete(name);
            case 5 -> late(name + ".1");
            case 6 -> deleteIfThere(name + ".2");
            case 7 -> toggleAgent();
            case 8 -> awaitArrival();
            case 9 -> breathe();
            case 10 -> stream.arriveLate();
            case 11 -> loseMessages();
            case 12 -> backup(name);
            case 13 -> compress(name + "." + (1 + random.nextInt(3)));
            default -> disk.append(name);
        }
        hint(name);
    }

    /** The stream loses what it had, in its own time or by misfortune. */
    private void loseMessages() {
        if (!streamLoses) {
            return;
        }
        int count = random.nextInt(20);
        switch (random.nextInt(3)) {
            case 0 -> {
                disk.note("the stream drops its " + count + " oldest");
                stream.dropOldest(count);
                dropped = true;
            }
            case 1 -> {
                disk.note("the stream is rolled back by " + count);
                stream.rollBack(count);
            }
            default -> {
                disk.note("the stream is created anew");
                stream.createAnew();
            }
        }
    }

    /** What watches would tell of it, or not. */
    private void hint(String name) {
        AgentRun running = agent;
        if (running != null) {
            switch (random.nextInt(3)) {
                case 0 -> running.look();
                case 1 -> running.modified(disk.path(name));
                default -> {}
            }
        }
    }

    private void rotate(String name, boolean createAtOnce) throws Exception {
        for (int i = 3; i >= 1; i--) {
            if (disk.has(name + "." + i)) {
                if (i == 3) {
                    deleteIfThere(name + ".3");
                } else {
                    rename(name + "." + i, name + "." + (i + 1));
                }
            }
        }
        rename(name, name + ".1");
        if (createAtOnce) {
            disk.create(name);
            if (random.nextBoolean()) {
                disk.append(name);
            }
        }
    }

    private void rename(String from, String to) throws Exception {
        Generation generation = disk.at(from);
        if (!globFindsRenamed && !isHeld(generation, random.nextInt(3) > 0)) {
            generation.mayBeLost = true;
        }
        disk.rename(from, to);
    }

    private void cut(String name, boolean copyFirst) throws Exception {
        Generation generation = disk.at(name);
        if (generation.content().length == 0) {
            return;
        }
        String copy = name + ".1";
        if (copyFirst && !disk.has(copy)) {
            // Matched, the copy is a file by itself where nothing is known to have been read of the original.
            boolean kept = globFindsRenamed || (isHeld(generation, true) && isReadOf(generation));
            disk.copy(name, copy, () -> hint(copy));
            hint(copy);
            disk.at(copy).mayBeLost = generation.mayBeLost || !kept;
            generation.mayBeLost |= !kept && !hasArrived(generation);
        } else if (agent == null || random.nextInt(3) == 0) {
            generation.mayBeLost |= !hasArrived(generation);
        } else {
            awaitArrival(generation);
        }
        disk.truncate(name);
        if (random.nextBoolean()) {
            disk.append(name);
        }
    }

    private boolean isReadOf(Generation generation) throws Exception {
        AgentRun running = agent;
        return running != null && running.readOf(generation.key) > 0;
    }

    /** A rotated file is compressed, and gone: what was open of it is read to its end, or what is left in the compressed one. */
    private void compress(String name) throws Exception {
        Path compressed = disk.path(name + ".gz");
        if (!disk.has(name) || Files.exists(compressed)) {
            Files.deleteIfExists(compressed);
            return;
        }
        Generation generation = disk.at(name);
        spoil(generation);
        boolean open = agent != null && isHeld(generation, random.nextInt(3) > 0);
        if (open) {
            deletedWhileOpen.add(generation);
        } else if (!isFoundByContent(generation)) {
            generation.mayBeLost |= !hasArrived(generation);
        }
        disk.compress(name, () -> hint(name));
        hint(name);
    }

    /** Whether enough is known of it to be found again in whatever has its bytes, and nothing else has them. */
    private boolean isFoundByContent(Generation generation) throws IOException {
        if (agent != null || generation.source == null || generation.copyOf != null) {
            return false;
        }
        SourceId source = generation.source;
        try (StateDirectory directory = StateDirectory.open(state)) {
            return directory.checkpointFile().read().stream()
                    .flatMap(checkpoint -> checkpoint.entries().stream())
                    .filter(entry -> entry.origin().source().equals(source))
                    .anyMatch(entry -> entry.ending() == null
                            && entry.fingerprint().offset() >= Fingerprint.LENGTH
                            && entry.size() <= generation.content().length);
        }
    }

    /** A copy that is none of a rotator's. */
    private void backup(String name) throws Exception {
        String backup = "backup.log";
        if (!disk.has(backup)) {
            disk.copy(name, backup, () -> hint(backup));
            hint(backup);
        } else if (random.nextBoolean()) {
            late(backup);
        } else {
            delete(backup);
        }
    }

    /** It has no more, or not alone, what the original had. */
    private void spoil(Generation copy) {
        Generation original = copy.copyOf;
        if (original != null) {
            original.mayBeLost |= !hasArrived(original);
        }
    }

    private void delete(String name) throws Exception {
        Generation generation = disk.at(name);
        spoil(generation);
        if (isHeld(generation, random.nextInt(3) > 0) && agent != null) {
            deletedWhileOpen.add(generation);
        } else {
            generation.mayBeLost |= !hasArrived(generation);
        }
        disk.delete(name);
    }

    private void deleteIfThere(String name) throws Exception {
        if (disk.has(name)) {
            delete(name);
        }
    }

    /** Whoever had the file open before it was renamed goes on writing. */
    private void late(String name) throws IOException {
        if (disk.has(name)) {
            Generation generation = disk.at(name);
            spoil(generation);
            // A copy that goes on is a file of its own, if it is one.
            generation.mayBeLost |= generation.copyOf != null && !globFindsRenamed && !name.endsWith(".log");
            disk.append(name);
        }
    }

    private void toggleAgent() throws Exception {
        AgentRun running = agent;
        if (running == null) {
            disk.note("the agent starts");
            agent = new AgentRun(state, inputs, settings, stream, new ShippingEvents() {});
            return;
        }
        agent = null;
        if (random.nextInt(3) > 0) {
            disk.note("the agent stops");
            running.stop();
        } else {
            disk.note("the agent dies");
            killed = true;
            running.kill(stream);
        }
        // What is deleted, or where no glob finds it, is only known if the checkpoint knows it.
        deletedWhileOpen.forEach(generation -> generation.mayBeLost |= !hasArrived(generation));
        deletedWhileOpen.clear();
        for (Map.Entry<String, Generation> there : disk.present()) {
            if (!globFindsRenamed) {
                spoil(there.getValue()); // Found again by content only, if there is enough of it.
            }
            if (!globFindsRenamed && !there.getKey().endsWith(".log") && !isHeld(there.getValue(), false)) {
                there.getValue().mayBeLost = true;
            }
        }
    }

    /** Whether the agent has the generation's file, or will find it wherever it is. */
    private boolean isHeld(Generation generation, boolean wait) throws Exception {
        AgentRun running = agent;
        if (running == null) {
            return generation.source != null && remembered().contains(generation.source);
        }
        if (wait) {
            running.look();
        }
        Set<SourceId> others = disk.all().stream()
                .filter(other -> other != generation && other.key.equals(generation.key) && other.source != null)
                .map(other -> other.source)
                .collect(Collectors.toSet());
        for (int attempt = wait ? 500 : 1; attempt > 0; attempt--) {
            if (running.holdsBack(generation.key)) {
                return true;
            }
            SourceId source = running.held().get(generation.key);
            if (source != null && !others.contains(source) && isFirstUnseen(generation)) {
                generation.source = source;
                return true;
            }
            if (wait) {
                running.look();
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** Not if an earlier generation of the same file was never seen: the source may be that one's. */
    private boolean isFirstUnseen(Generation generation) {
        return disk.all().stream()
                .filter(other -> other.number < generation.number && other.key.equals(generation.key))
                .allMatch(other -> other.source != null);
    }

    private Set<SourceId> remembered() throws IOException {
        try (StateDirectory directory = StateDirectory.open(state)) {
            return directory.checkpointFile().read().stream()
                    .flatMap(checkpoint -> checkpoint.entries().stream())
                    .filter(entry -> entry.ending() == null || entry.ending().length() == entry.acked())
                    .map(CheckpointEntry::origin)
                    .map(origin -> origin.source())
                    .collect(Collectors.toSet());
        }
    }

    private boolean hasArrived(Generation generation) {
        byte[] content = generation.content();
        // What a copy brought may have grown since, with the copy.
        if (generation.arrived < content.length
                && stream.contents().stream().anyMatch(bytes -> Arrays.equals(bytes, content))) {
            generation.arrived = content.length;
        }
        return generation.arrived == content.length;
    }

    private void awaitArrival(Generation generation) {
        AgentRun running = agent;
        if (running != null && !generation.mayBeLost) {
            awaitUntil("generation " + generation.number, () -> {
                running.look();
                return hasArrived(generation);
            });
        }
    }

    private void awaitArrival() {
        if (agent != null) {
            disk.note("all is awaited");
            disk.all().forEach(this::awaitArrival);
        }
    }

    /** Long enough for something to be sealed. */
    private void breathe() {
        long until = System.nanoTime() + Duration.ofMillis(random.nextInt(20)).toNanos();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() > until);
    }

    private static void awaitUntil(String what, java.util.concurrent.Callable<Boolean> condition) {
        try {
            await(what)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(SOON)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + " does not arrive", e);
        }
    }

    private void finish() throws Exception {
        stream.heal();
        if (agent == null) {
            toggleAgent();
        }
        awaitArrival();
        AgentRun running = agent;
        if (running != null) {
            if (!dropped) {
                awaitUntil("the stream's holding everything again", () -> {
                    running.look();
                    return missingInTheStream().isEmpty();
                });
            }
            awaitUntil(
                    "the last acknowledgement",
                    () -> running.ask(view -> view.outbox().inFlightMessages() == 0
                            && view.sources().stream().allMatch(ShippingCase::isSettled)));
            running.stop();
            agent = null;
        }
        check();
    }

    /** It goes on, or all has been said of it. */
    private static boolean isSettled(Source source) {
        return !source.isSearched() && (source.ending() == null || source.seal() == Source.Seal.ACKED);
    }

    private void check() {
        assertThat(stream.violations()).isEmpty();
        List<String> problems = new ArrayList<>();
        for (Mirror mirror : stream.mirrors()) {
            if (mirror.hasHoles()) {
                problems.add(mirror.origin() + " has holes");
            }
            if (disk.all().stream().noneMatch(generation -> isOf(mirror, generation))) {
                problems.add(mirror.origin() + " is no generation's beginning: " + text(mirror.bytes()));
            }
            if (!streamLoses && mirror.repeated() > 0) {
                problems.add(mirror.origin() + " came twice: " + mirror.repeated() + " bytes");
            }
        }
        for (Generation generation : disk.all()) {
            byte[] content = generation.content();
            List<Origin> came = stream.mirrors().stream()
                    .filter(mirror -> Arrays.equals(mirror.bytes(), content))
                    .map(Mirror::origin)
                    .toList();
            long written = disk.all().stream()
                    .filter(other -> startsWith(other.content(), content))
                    .count();
            if (!killed && content.length > 0 && came.size() > written) {
                problems.add("generation " + generation.number + " came as " + came);
            }
        }
        if (!dropped) {
            problems.addAll(missingInTheStream());
        }
        assertThat(problems).isEmpty();
    }

    /** Whatever the stream lost, what is still in a file is in it in the end. */
    private List<String> missingInTheStream() {
        List<String> problems = new ArrayList<>();
        Collection<Mirror> held = stream.held().values();
        for (Map.Entry<String, Generation> present : disk.present()) {
            Generation generation = present.getValue();
            byte[] content = generation.content();
            if (!generation.mayBeLost
                    && content.length > 0
                    && held.stream()
                            .noneMatch(mirror -> mirror.isBeginningOf(content) && mirror.isWhole(content.length))) {
                problems.add("generation " + generation.number + " is not in the stream any more");
            }
        }
        return problems;
    }

    private static boolean isOf(Mirror mirror, Generation generation) {
        return mirror.isBeginningOf(generation.content())
                || (generation.compressed != null && mirror.isBeginningOf(generation.compressed));
    }

    private static boolean startsWith(byte[] content, byte[] beginning) {
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() < 200 ? text : text.substring(0, 200) + "...";
    }

    /** Ends what still runs. */
    void end() throws Exception {
        AgentRun running = agent;
        if (running != null) {
            running.stop();
        }
        stream.close();
    }
}
