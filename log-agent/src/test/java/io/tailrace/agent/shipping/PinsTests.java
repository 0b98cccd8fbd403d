package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.LossReason;
import io.tailrace.agent.source.Remembered;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Sources;
import io.tailrace.agent.testing.Compressed;
import io.tailrace.agent.testing.Followed;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTests {

    private static final PinnedLimits LIMITS = new PinnedLimits(2_500, Duration.ofHours(1), 1_000);

    @TempDir
    private Path root;

    private final Sources sources = new Sources();
    private final List<String> released = new ArrayList<>();
    private Generations generations;
    private List<Input> inputs = List.of();
    private Pins pins;
    private long free = Long.MAX_VALUE;
    private long now = System.nanoTime();

    @BeforeEach
    void begin() {
        inputs = List.of(Inputs.of("test", root + "/*"));
        ShippingEvents events = new ShippingEvents() {
            @Override
            public void released(Source source, long bytes, String why) {
                released.add(source.path().getFileName() + " " + bytes + ": " + why);
            }
        };
        generations = new Generations(
                sources,
                inputs,
                new Remembered(Followed.NOTHING, List.of(), Followed.sealed()),
                Followed.ids(),
                CopySearch.atOnce(),
                Holding.DEFAULT,
                () -> now,
                events);
        pins = new Pins(LIMITS, directory -> free, sources, generations, events);
    }

    @Test
    void countsWhatDeletedFilesHoldAndNotWhatHasAName() throws IOException {
        Path kept = write("a", 1_000);
        Path deleted = write("b", 700);
        Path renamed = write("c", 500);
        look();
        Files.delete(deleted);
        Files.move(renamed, root.resolve("d"));
        look();
        check();

        assertThat(pins.bytes()).isEqualTo(700);
        assertThat(kept).exists();
        assertThat(released).isEmpty();
    }

    @Test
    void releasesTheOldestBeyondItsSize() throws IOException {
        Source first = deleted("a", 1_000);
        Source second = deleted("b", 1_000);
        Source third = deleted("c", 1_000);

        assertThat(released).containsExactly("a 1000: deleted files hold more than max-size");
        assertThat(pins.bytes()).isEqualTo(2_000);
        assertThat(first.ending()).isEqualTo(new Ending(SealReason.DELETED, 1_000));
        assertThat(first.hasContent()).isFalse();
        assertThat(first.losses(1_000)).containsExactly(new Loss(new Span(0, 1_000), LossReason.PINNED_LIMIT));
        assertThat(second.hasContent()).isTrue();
        assertThat(third.hasContent()).isTrue();
    }

    @Test
    void releasesWhatIsTooOld() throws IOException {
        deleted("a", 100);
        now += Duration.ofMinutes(59).toNanos();
        deleted("b", 100);
        check();
        assertThat(released).isEmpty();
        now += Duration.ofMinutes(2).toNanos();
        check();

        assertThat(released).containsExactly("a 100: it was deleted longer than max-age ago");
    }

    @Test
    void releasesOneAfterTheOtherWhileThereIsNoRoom() throws IOException {
        deleted("a", 100);
        deleted("b", 100);
        free = 999;
        check();
        assertThat(released).containsExactly("a 100: less than min-free-space is free");
        free = 1_000;
        check();

        assertThat(released).hasSize(1);
    }

    @Test
    void goesOnWithACompressedCopyWhereThereIsOne() throws IOException {
        Path file = write("a", 2_000);
        look();
        Source source = Objects.requireNonNull(sources.at(file));
        source.entry();
        Files.write(root.resolve("a.gz"), Compressed.gzip(Files.readString(file)));
        Files.delete(file);
        look();
        free = 0;
        check();

        assertThat(released).hasSize(1);
        assertThat(source.rest()).isNotNull();
        assertThat(source.content().size()).isEqualTo(2_000);
        assertThat(source.ending()).isEqualTo(new Ending(SealReason.ROTATED, 2_000));
        assertThat(generations.isPinned(source)).as("the copy has a name").isFalse();
    }

    private Source deleted(String name, int size) throws IOException {
        Path file = write(name, size);
        look();
        Source source = Objects.requireNonNull(sources.at(file));
        Files.delete(file);
        look();
        check();
        return source;
    }

    private Path write(String name, int size) throws IOException {
        return Files.writeString(root.resolve(name), name.repeat(size));
    }

    private void look() {
        generations.scanned(Looks.at(inputs));
    }

    private void check() {
        now += TimeUnit.SECONDS.toNanos(1);
        pins.check(now);
    }
}
