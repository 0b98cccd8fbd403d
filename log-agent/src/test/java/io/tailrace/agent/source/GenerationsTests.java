package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.discovery.Listing;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.SealReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files while the agent runs. */
class GenerationsTests {

    @TempDir
    private Path root;

    private Path log = Path.of("");
    private Path rotated = Path.of("");

    @BeforeEach
    void nameFiles() {
        log = root.resolve("a.log");
        rotated = root.resolve("a.log.1");
    }

    @Test
    void aFileThatIsFoundIsASourceFromItsBeginning() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();

        Source source = world.at(log);
        assertThat(source.read()).isZero();
        assertThat(source.size()).isEqualTo(4);
        assertThat(source.origin().path()).isEqualTo(log.toString());
        assertThat(source.isDurable()).isFalse();
        assertThat(world.changed).containsExactly(source);
        assertThat(world.events).containsExactly("opened a.log");
    }

    @Test
    void anIdleFileIsLeftAlone() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();
        World.ship(world.at(log));

        world.look();
        assertThat(world.changed).isEmpty();
        Files.writeString(log, "two\n", StandardOpenOption.APPEND);
        assertThat(world.look().changed).containsExactly(world.at(log));
    }

    @Test
    void startAtEndIsForFilesOfTheFirstLook() throws IOException {
        Files.writeString(log, "one\ntwo");
        World world = new World(Inputs.of("test", StartAt.END, root + "/*.log")).look();
        Path later = Files.writeString(root.resolve("later.log"), "x");
        world.look();

        assertThat(world.at(log).read()).isEqualTo(7);
        assertThat(world.at(log).acked()).isEqualTo(7);
        assertThat(world.at(log).origin().from()).isEqualTo(7);
        assertThat(world.at(log).mark().lastByte()).isEqualTo((byte) 'o');
        assertThat(world.at(later).read()).isZero();
        assertThat(world.restart().at(log).read()).isEqualTo(7);
    }

    @Test
    void aRenamedFileGoesOnUnderItsNewName() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();
        Source first = world.at(log);

        Files.move(log, rotated);
        Files.writeString(log, "two\n");
        world.look();

        assertThat(world.at(rotated)).isSameAs(first);
        assertThat(first.presence()).isEqualTo(Presence.RENAMED);
        assertThat(world.at(log)).isNotSameAs(first);
        assertThat(world.events).containsExactly("opened a.log", "RENAMED a.log.1", "opened a.log");
        assertThat(world.generations.reasonToEnd(first)).isEqualTo(SealReason.ROTATED);
        assertThat(world.changed).contains(first);
    }

    @Test
    void severalRotationsShiftAll() throws IOException {
        World world = new World(Inputs.of("test", root + "/a.log*"));
        Path second = root.resolve("a.log.2");
        Files.writeString(log, "one\n");
        Source first = world.look().at(log);
        Files.move(log, rotated);
        Files.writeString(log, "two\n");
        Source next = world.look().at(log);
        Files.move(rotated, second);
        Files.move(log, rotated);
        Files.writeString(log, "three\n");
        world.look();

        assertThat(world.at(second)).isSameAs(first);
        assertThat(world.at(rotated)).isSameAs(next);
        assertThat(world.sources.all()).hasSize(3);
    }

    @Test
    void aFileThatMovesToAnotherWatchedDirectoryGoesOn() throws IOException {
        Files.writeString(log, "one\n");
        World world = new World(Inputs.of("test", root + "/**/*.log")).look();
        Source source = world.at(log);
        Path there = Files.createDirectory(root.resolve("old")).resolve("a.log");

        Files.move(log, there);
        world.look();

        assertThat(world.at(there)).isSameAs(source);
        assertThat(world.sources.all()).hasSize(1);
    }

    @Test
    void aDeletedFileStaysReadable() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();
        Source source = world.at(log);

        Files.delete(log);
        world.look();

        assertThat(source.presence()).isEqualTo(Presence.GONE);
        assertThat(source.sizeNow()).isEqualTo(4);
        assertThat(world.generations.reasonToEnd(source)).isEqualTo(SealReason.DELETED);
        assertThat(world.look().changed).as("looked at until it has ended").containsExactly(source);
        assertThat(world.events).containsExactly("opened a.log", "GONE a.log");
    }

    @Test
    void aFileThatTakesAnothersPlaceIsAnotherSource() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();
        Source source = world.at(log);

        Files.writeString(root.resolve("new"), "two\n");
        Files.move(root.resolve("new"), log, StandardCopyOption.REPLACE_EXISTING);
        world.look();

        assertThat(world.at(log)).isNotSameAs(source);
        assertThat(source.presence()).isEqualTo(Presence.GONE);
        assertThat(world.generations.reasonToEnd(source)).isEqualTo(SealReason.ROTATED);
    }

    @Test
    void aFileUnderSeveralNamesIsOneSource() throws IOException {
        Files.writeString(log, "one\n");
        Files.createLink(root.resolve("hard.log"), log);
        Files.createSymbolicLink(root.resolve("soft.log"), log);
        World world = logs().look();

        assertThat(world.sources.all()).hasSize(1);
        Source source = world.sources.all().iterator().next();
        Files.delete(source.path());
        world.look();
        assertThat(world.sources.all()).contains(source);
    }

    @Test
    void whatFollowsACutIsAnotherSource() throws IOException {
        Files.writeString(log, "one\ntwo\n");
        World world = logs().look();
        Source source = world.at(log);
        World.ship(source);

        Files.writeString(log, "x\n");
        world.look();
        assertThat(world.changed).containsExactly(source);
        world.generations.truncated(source);

        Source next = world.at(log);
        assertThat(next).isNotSameAs(source);
        assertThat(next.read()).isZero();
        assertThat(source.isCut()).isTrue();
        assertThat(source.ending()).isEqualTo(new Ending(SealReason.TRUNCATED, 8));
        assertThat(world.look().at(log)).isSameAs(next);
        assertThat(world.sources.all()).containsExactlyInAnyOrder(source, next);
    }

    @Test
    void aCutEndsASourceWhereItsFileWasSeenToReach() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();
        Source source = world.at(log);
        World.ship(source);
        Files.writeString(log, "never read\n", StandardOpenOption.APPEND);
        world.look();

        Files.writeString(log, "");
        world.look();
        world.generations.truncated(source);

        assertThat(source.ending()).isEqualTo(new Ending(SealReason.TRUNCATED, 15));
        assertThat(source.acked()).isEqualTo(4);
    }

    @Test
    void aFileThatVanishesBeforeItIsOpenedIsNoFault() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs();
        List<Listing> seen = Looks.at(List.of(Inputs.of("test", root + "/*.log")));
        Files.delete(log);

        world.generations.scanned(seen);

        assertThat(world.events).isEmpty();
        assertThat(world.sources.all()).isEmpty();
    }

    @Test
    void aFileThatWasReplacedBeforeItIsOpenedWaitsForTheNextLook() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs();
        List<Listing> seen = Looks.at(List.of(Inputs.of("test", root + "/*.log")));
        Files.move(log, rotated);
        Files.writeString(log, "two\n");

        world.generations.scanned(seen);
        assertThat(world.sources.all()).isEmpty();
        assertThat(world.look().at(log).size()).isEqualTo(4);
    }

    @Test
    void aNameThatIsNoTextIsRefusedByName() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf 'one\\n' > \"$(printf 'b\\377.log')\"")
                .directory(root.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();

        World world = logs().look();

        assertThat(world.sources.all()).isEmpty();
        assertThat(world.events)
                .containsExactly(
                        "unreadable its name has bytes that are no text in this locale; rename it, or start the"
                                + " agent with LC_ALL=C.UTF-8");
    }

    @Test
    void aWriterWhoStillHasTheRenamedFileIsFollowed() throws IOException {
        Files.writeString(log, "one\n");
        World world = logs().look();
        Source source = world.at(log);
        World.ship(source);
        try (FileChannel writer = FileChannel.open(log, StandardOpenOption.APPEND)) {
            Files.move(log, rotated);
            world.look();
            World.ship(source);
            writer.write(ByteBuffer.wrap(new byte[] {'x', '\n'}));
            world.look();

            assertThat(world.changed).containsExactly(source);
            assertThat(source.size()).isEqualTo(6);
        }
    }

    private World logs() {
        return new World(Inputs.of("test", root + "/*.log"));
    }
}
