package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.shipping.Disk.Generation;
import io.tailrace.agent.source.Source;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What may be expected of the stream: which generations no agent could have seen all of, and what all others demand. */
final class ShippingModel {

    // The agent has then opened whatever it can find.
    private static final int LOOKS = 12;

    private final ShippingWorld world;
    private final Disk disk;
    private final FakeStream stream;
    private final Set<Generation> deletedWhileOpen = new LinkedHashSet<>();
    private final Set<SourceId> abandoned = new HashSet<>();
    private boolean beganAnew;
    private boolean dropped;

    ShippingModel(ShippingWorld world) {
        this.world = world;
        this.disk = world.disk;
        this.stream = world.stream;
    }

    /** The stream has dropped what it had, in its own time. */
    void dropped() {
        dropped = true;
    }

    /** The agent is killed: it may have shipped what it did not remember. */
    void killed() {
        beganAnew = true;
    }

    /** A file gets another name. */
    void renaming(Generation generation, boolean wait) throws IOException {
        if (!world.globFindsRenamed && !isHeld(generation, wait)) {
            generation.mayBeLost = true;
        }
    }

    /** A file is deleted, or compressed, under this name. */
    void deleting(Generation generation, boolean wait) throws IOException {
        spoil(generation);
        if (world.agent() != null && isHeld(generation, wait)) {
            deletedWhileOpen.add(generation);
        } else {
            missIfNotArrived(generation);
        }
    }

    /** A file is compressed, and gone: what was open of it is read to its end, or what is left in the compressed one. */
    void compressing(Generation generation, boolean wait) throws IOException {
        spoil(generation);
        if (world.agent() != null && isHeld(generation, wait)) {
            deletedWhileOpen.add(generation);
        } else if (!isFoundByContent(generation)) {
            missIfNotArrived(generation);
        }
    }

    /** A renamed file, or a copy, is written to. A copy that goes on is a file of its own, if it is one. */
    void goingOn(String name, Generation generation) {
        spoil(generation);
        generation.mayBeLost |= generation.copyOf != null && !world.matches(name);
        generation.wentOn = true;
    }

    /** A file is cut, and nothing has its bytes. */
    void cutting(Generation generation, boolean wait) {
        if (world.agent() == null || !wait) {
            missIfNotArrived(generation);
        } else {
            awaitArrival(generation);
        }
    }

    /**
     * Whether the copy that will be made of a file will serve it. Matched, the copy is a file by itself where nothing is known to have
     * been read of the original.
     */
    boolean copyServes(Generation generation) throws IOException {
        return world.globFindsRenamed || (isHeld(generation, true) && isReadOf(generation));
    }

    /** A file was copied, and will be cut. */
    void copied(Generation generation, String name, boolean serves) {
        Generation copy = disk.at(name);
        copy.serves = !world.matches(name);
        copy.mayBeLost = generation.mayBeLost || !serves;
        if (!serves) {
            missIfNotArrived(generation);
        }
    }

    /** The agent has stopped, in whatever way: what is deleted, or where no glob finds it, is only known if the checkpoint knows it. */
    void stopped() throws IOException {
        deletedWhileOpen.forEach(this::missIfNotArrived);
        deletedWhileOpen.clear();
        for (Map.Entry<String, Generation> there : disk.present()) {
            if (!world.globFindsRenamed) {
                spoil(there.getValue()); // Found again by content only, if there is enough of it.
            }
            if (!world.matches(there.getKey()) && !isHeld(there.getValue(), false)) {
                there.getValue().mayBeLost = true;
            }
        }
    }

    /** The agent knows nothing any more: it finds what its inputs match, and ships that anew. */
    void forgotten() {
        beganAnew = true;
        abandoned.addAll(stream.published());
        Set<Generation> found = disk.present().stream()
                .filter(there -> world.matches(there.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        Set<Generation> there = disk.present().stream().map(Map.Entry::getValue).collect(Collectors.toSet());
        for (Generation generation : disk.all()) {
            if (!found.contains(generation)) {
                generation.mayBeLost |= there.contains(generation) || !hasArrived(generation);
            }
        }
    }

    /** A copy has no more, or not alone, what the original had. */
    private void spoil(Generation copy) {
        Generation original = copy.copyOf;
        if (original != null) {
            missIfNotArrived(original);
        }
    }

    private void missIfNotArrived(Generation generation) {
        generation.mayBeLost |= !hasArrived(generation);
    }

    private boolean isReadOf(Generation generation) {
        SimulatedAgent running = world.agent();
        Source source = running == null ? null : running.of(generation.key);
        return source != null && source.read() > 0;
    }

    /** Whether the agent has the generation's file, or will find it wherever it is. */
    private boolean isHeld(Generation generation, boolean wait) throws IOException {
        SimulatedAgent running = world.agent();
        if (running == null) {
            return generation.source != null
                    && remembered(entry ->
                                    entry.ending() == null || entry.ending().length() == entry.acked())
                            .contains(generation.source);
        }
        Set<SourceId> others = disk.all().stream()
                .filter(other -> other != generation && other.key.equals(generation.key) && other.source != null)
                .map(other -> other.source)
                .collect(Collectors.toSet());
        for (int attempt = wait ? LOOKS : 1; attempt > 0; attempt--) {
            if (running.holdsBack(generation.key)) {
                return true;
            }
            SourceId source = running.idOf(generation.key);
            if (source != null && !others.contains(source) && isFirstUnseen(generation)) {
                generation.source = source;
                return true;
            }
            if (wait) {
                running.look();
                world.simulation.advance(Duration.ofMillis(1));
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

    /** Whether enough is known of it to be found again in whatever has its bytes, and nothing else has them. */
    private boolean isFoundByContent(Generation generation) throws IOException {
        return world.agent() == null
                && generation.source != null
                && generation.copyOf == null
                && remembered(entry -> entry.ending() == null
                                && entry.fingerprint().offset() >= Fingerprint.LENGTH
                                && entry.size() <= generation.content().length)
                        .contains(generation.source);
    }

    private Set<SourceId> remembered(Predicate<CheckpointEntry> which) throws IOException {
        if (world.isDamaged()) {
            return Set.of();
        }
        try (StateDirectory directory = StateDirectory.open(world.state())) {
            return directory.checkpointFile().read().stream()
                    .flatMap(checkpoint -> checkpoint.entries().stream())
                    .filter(which)
                    .map(entry -> entry.origin().source())
                    .collect(Collectors.toSet());
        }
    }

    private boolean hasArrived(Generation generation) {
        byte[] content = generation.content();
        // What a copy brought may have grown since, with the copy.
        Predicate<byte[]> isThat =
                generation.serves ? bytes -> startsWith(bytes, content) : bytes -> Arrays.equals(bytes, content);
        if (generation.arrived < content.length && stream.contents().stream().anyMatch(isThat)) {
            generation.arrived = content.length;
        }
        return generation.arrived == content.length;
    }

    private void awaitArrival(Generation generation) {
        if (!generation.mayBeLost) {
            world.awaitUntil("generation " + generation.number, () -> hasArrived(generation));
        }
    }

    /** While an agent runs. */
    void awaitArrival() {
        disk.all().forEach(this::awaitArrival);
    }

    /** While an agent runs, and everything works. */
    void awaitEnd(SimulatedAgent agent) {
        awaitArrival();
        if (!dropped) {
            world.awaitUntil(
                    "the stream's holding everything again",
                    () -> missingInTheStream().isEmpty());
        }
        world.awaitUntil(
                "the last acknowledgement",
                () -> agent.view().outbox().isOpen()
                        && agent.view().outbox().inFlightMessages() == 0
                        && agent.view().sources().stream().allMatch(ShippingModel::isSettled));
    }

    /** It goes on, or all has been said of it. */
    private static boolean isSettled(Source source) {
        return !source.isSearched() && (source.ending() == null || source.seal() == Source.Seal.ACKED);
    }

    /** What the stream must be like, once all that could be waited for has come. */
    void check() {
        assertThat(stream.violations()).isEmpty();
        List<String> problems = new ArrayList<>();
        for (Mirror mirror : stream.mirrors()) {
            if (mirror.hasHoles() && !abandoned.contains(mirror.origin().source())) {
                problems.add(mirror.origin() + " has holes");
            }
            if (disk.all().stream().noneMatch(generation -> isOf(mirror, generation))) {
                problems.add(mirror.origin() + " is no generation's beginning: " + text(mirror.bytes()));
            }
            if (!stream.isRepeating() && mirror.repeated() > 0) {
                problems.add(mirror.origin() + " came twice: " + mirror.repeated() + " bytes");
            }
        }
        disk.all().forEach(generation -> checkThatItCameOnce(generation, problems));
        if (!dropped) {
            problems.addAll(missingInTheStream());
        }
        assertThat(problems).isEmpty();
    }

    /** A copy that goes on may be taken for what was copied, and for a file by itself. */
    private void checkThatItCameOnce(Generation generation, List<String> problems) {
        byte[] content = generation.content();
        List<Origin> came = stream.mirrors().stream()
                .filter(mirror -> Arrays.equals(mirror.bytes(), content))
                .map(Mirror::origin)
                .toList();
        long written = disk.all().stream()
                .filter(other -> startsWith(other.content(), content))
                .count();
        boolean isCopyNoMore = generation.copyOf != null && generation.wentOn;
        if (!beganAnew && !isCopyNoMore && content.length > 0 && came.size() > written) {
            problems.add("generation " + generation.number + " came as " + came);
        }
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
                    && held.stream().noneMatch(mirror -> holds(mirror, generation))) {
                problems.add("generation " + generation.number + " is not in the stream any more");
            }
        }
        return problems;
    }

    private static boolean holds(Mirror mirror, Generation generation) {
        byte[] content = generation.content();
        return mirror.isWhole(content.length)
                && (generation.serves ? startsWith(mirror.bytes(), content) : mirror.isBeginningOf(content));
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
}
