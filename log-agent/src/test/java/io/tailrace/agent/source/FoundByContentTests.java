package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.SealReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose inode is not found again after a restart (rule S2). */
class FoundByContentTests {

    @TempDir
    private Path root;

    @Test
    void aFileWithItsBytesAndMoreIsIt() throws IOException {
        World before = follow(lines(0, 100));
        Checkpoint checkpoint = before.checkpoint();
        Path moved = replace("moved.log", lines(0, 150));

        World after = before.again(checkpoint);
        Source source = after.at(moved);
        assertThat(source.origin())
                .isEqualTo(before.sources.all().iterator().next().origin());
        assertThat(source.next()).isEqualTo(lines(0, 100).length());
        assertThat(source.presence()).isEqualTo(Presence.RENAMED);
        assertThat(after.events).contains("resumed moved.log");
    }

    @Test
    void aFileThatIsShorterThanWhatWasSeenIsNotIt() throws IOException {
        World before = follow(lines(0, 100));
        Files.writeString(log(), lines(100, 200), StandardOpenOption.APPEND);
        Checkpoint checkpoint = before.look().checkpoint();
        Path moved = replace("moved.log", lines(0, 150));

        World after = before.again(checkpoint);
        assertThat(after.at(moved).next()).isZero();
        assertThat(after.sources.all())
                .anySatisfy(source -> assertThat(source.ending())
                        .isEqualTo(new Ending(SealReason.DELETED, lines(0, 200).length())));
    }

    @Test
    void lessThanOneKiBIsNotEnough() throws IOException {
        World before = follow(lines(0, 20));
        Checkpoint checkpoint = before.checkpoint();
        Path moved = replace("moved.log", lines(0, 150));

        assertThat(before.again(checkpoint).at(moved).next()).isZero();
    }

    @Test
    void oneOfTwoThatContinueDifferentlyIsNotIt() throws IOException {
        World before = follow(lines(0, 100));
        Checkpoint checkpoint = before.checkpoint();
        Path one = replace("one.log", lines(0, 100) + "x");
        Path other = Files.writeString(root.resolve("other.log"), lines(0, 100) + "yz");

        World after = before.again(checkpoint);
        assertThat(after.at(one).next()).isZero();
        assertThat(after.at(other).next()).isZero();
    }

    @Test
    void aFileThatDiffersBetweenItsBeginningAndItsEndIsIt() throws IOException {
        // All that is known of a file is its first and its last 1 KiB. Who changes what lies between is not noticed.
        World before = follow(lines(0, 200));
        Checkpoint checkpoint = before.checkpoint();
        String changed = lines(0, 60) + lines(1_060, 1_140) + lines(140, 200);
        Path moved = replace("moved.log", changed);

        assertThat(before.again(checkpoint).at(moved).next()).isEqualTo(changed.length());
    }

    @Test
    void aFileOfASourceThatHadEndedIsNotLookedFor() throws IOException {
        World before = follow(lines(0, 100));
        Source source = before.at(log());
        Files.delete(log());
        before.look();
        source.end(new Ending(SealReason.DELETED, source.read()));
        Checkpoint checkpoint = before.checkpoint();
        Path restored = Files.writeString(root.resolve("restored.log"), lines(0, 150));

        assertThat(before.again(checkpoint).at(restored).next()).isZero();
    }

    private World follow(String content) throws IOException {
        Files.writeString(log(), content);
        World world = new World(Inputs.of("test", root + "/*.log")).look();
        World.ship(world.at(log()));
        return world;
    }

    private Path replace(String name, String content) throws IOException {
        Path file = Files.writeString(root.resolve(name), content);
        Files.delete(log());
        return file;
    }

    private Path log() {
        return root.resolve("a.log");
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("%05d a line that is long enough\n"::formatted)
                .collect(Collectors.joining());
    }
}
