package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.SealReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are copied and then cut, or only copied, while the agent runs (rules S3 and S4). */
class CopyTruncateTests {

    private static final long HELD = TimeUnit.SECONDS.toNanos(10);

    @TempDir
    private Path root;

    private Path log = Path.of("");
    private Path copy = Path.of("");

    @BeforeEach
    void nameFiles() {
        log = root.resolve("a.log");
        copy = root.resolve("a.log.1");
    }

    @Test
    void theCopySuppliesWhatWasNotReadOfAFileThatWasCut() throws IOException {
        World world = follow("one\n", "*.log");
        Source source = world.at(log);
        append("unread\n");
        Files.copy(log, copy);
        cut(world);

        assertThat(source.rest()).isNotNull();
        assertThat(source.isToBeRead()).isTrue();
        assertThat(source.next()).isEqualTo(4);
        assertThat(source.content().size()).isEqualTo(11);
        assertThat(source.ending()).isEqualTo(new Ending(SealReason.TRUNCATED, 11));
        assertThat(world.at(log)).isNotSameAs(source);
    }

    @Test
    void aCopyThatAGlobMatchesIsNoSourceOfItsOwn() throws IOException {
        World world = follow("one\n", "*.log*");
        append("unread\n");
        Files.copy(log, copy);
        world.look();
        assertThat(world.events).contains("held a.log.1");
        assertThat(world.sources.at(copy)).isNull();
        cut(world);
        world.look();

        assertThat(world.sources.at(copy)).isNull();
        assertThat(world.generations.copies().all())
                .extracting(Copy::path, Copy::length)
                .containsExactly(tuple(copy.toString(), 11L));
        assertThat(world.events).doesNotContain("opened a.log.1");
    }

    @Test
    void aCopyIsKnownThatIsFirstSeenAfterTheCut() throws IOException {
        World world = follow("one\n", "*.log*");
        append("unread\n");
        Files.copy(log, copy);
        Files.writeString(log, "");
        world.look();

        assertThat(world.sources.at(copy)).isNull();
        assertThat(world.generations.copies().all()).hasSize(1);
        assertThat(world.events).contains("copy of a.log: a.log.1").doesNotContain("opened a.log.1");
    }

    @Test
    void aCopyIsHeldBackWhileItIsWritten() throws IOException {
        World world = follow("one\ntwo\n", "*.log*");
        Files.writeString(copy, "");
        world.look();
        Files.writeString(copy, "one\n");
        world.now += HELD - 1;
        world.generations.tick();
        Files.writeString(copy, "one\ntwo\n");
        world.now += HELD - 1;
        world.generations.tick();
        assertThat(world.sources.at(copy)).isNull();

        Source source = world.at(log);
        cut(world);
        assertThat(source.rest()).isNotNull();
        assertThat(world.sources.at(copy)).isNull();
    }

    @Test
    void aCopyThatIsNeverCutIsAFileLikeAnyOther() throws IOException {
        World world = follow("one\n", "*.log");
        Path backup = Files.copy(log, root.resolve("backup.log"));
        world.look();
        assertThat(world.sources.at(backup)).isNull();

        world.now += HELD;
        world.generations.tick();

        assertThat(world.at(backup).next()).isZero();
        assertThat(world.events).containsExactly("opened a.log", "held backup.log", "opened backup.log");
    }

    @Test
    void aFileWithAnEqualFirstLineIsFollowedAsSoonAsItDiffers() throws IOException {
        World world = follow("# header\none\n", "*.log");
        Path other = Files.writeString(root.resolve("b.log"), "# header\n");
        world.look();
        assertThat(world.sources.at(other)).isNull();

        Files.writeString(other, "t", StandardOpenOption.APPEND);
        world.generations.modified(other);

        assertThat(world.at(other).size()).isEqualTo(10);
    }

    @Test
    void aNewFileThatGrowsBeyondAnotherIsFollowed() throws IOException {
        World world = follow("one\n", "*.log");
        Path other = Files.writeString(root.resolve("b.log"), "one\n");
        world.look();
        Files.writeString(other, "two\n", StandardOpenOption.APPEND);
        world.generations.modified(other);

        assertThat(world.at(other).size()).isEqualTo(8);
    }

    @Test
    void aFileThatIsEqualAndGrowsForEverIsNotHeldForEver() throws IOException {
        World world = follow("tick\n".repeat(1_000), "*.log");
        Path other = Files.writeString(root.resolve("b.log"), "tick\n");
        world.look();
        for (int i = 0; i < 100; i++) {
            Files.writeString(other, "tick\n", StandardOpenOption.APPEND);
            world.now += HELD - 1;
            world.generations.tick();
        }

        assertThat(world.look().at(other).size()).isEqualTo(505);
    }

    @Test
    void aHeldFileThatIsRenamedIsFollowedInTheEnd() throws IOException {
        World world = follow("one\n", "*.log");
        Path other = Files.writeString(root.resolve("b.log"), "one\n");
        world.look();
        Path renamed = Files.move(other, root.resolve("c.log"));
        world.look();
        world.now += HELD;
        world.generations.tick();

        assertThat(world.at(renamed).size()).isEqualTo(4);
        assertThat(world.sources.all()).hasSize(2);
    }

    @Test
    void aHeldFileThatIsDeletedIsReadFromWhatIsOpen() throws IOException {
        World world = follow("one\n", "*.log");
        Path other = Files.writeString(root.resolve("b.log"), "one\n");
        world.look();
        Files.delete(other);
        world.look().hold();

        Source source = world.sources.all().stream()
                .filter(one -> one.path().equals(other))
                .findAny()
                .orElseThrow();
        assertThat(source.sizeNow()).isEqualTo(4);
    }

    @Test
    void aCopyThatGrowsOnIsAFileOfItsOwn() throws IOException {
        World world = follow("one\n", "*.log*");
        Files.copy(log, copy);
        cut(world);
        Files.writeString(copy, "of another\n", StandardOpenOption.APPEND);
        world.look();

        assertThat(world.at(copy).next()).isZero();
        assertThat(world.at(copy).size()).isEqualTo(15);
        assertThat(world.generations.copies().all()).isEmpty();
    }

    @Test
    void aCopyStaysKnownUnderItsNextNameAndAfterARestartUntilItIsGone() throws IOException {
        World world = follow("one\n", "*.log*");
        Files.copy(log, copy);
        cut(world);
        Path next = Files.move(copy, root.resolve("a.log.2"));
        world.look();
        assertThat(world.generations.copies().all()).extracting(Copy::path).containsExactly(next.toString());

        World after = world.restart();
        assertThat(after.sources.at(next)).isNull();
        assertThat(after.generations.copies().all()).hasSize(1);

        Files.delete(next);
        assertThat(after.look().generations.copies().all()).isEmpty();
        Files.writeString(next, "new\n");
        assertThat(after.look().at(next).size()).isEqualTo(4);
    }

    @Test
    void anOlderCopyThatBeginsTheSameIsNotTaken() throws IOException {
        Path old = Files.writeString(root.resolve("a.log.2"), "# header\nof yesterday\n");
        long written = Files.getLastModifiedTime(old).toMillis();
        await().until(() -> System.currentTimeMillis() > written + 50);
        World world = follow("# header\n", "*.log");
        Source source = world.at(log);
        cut(world);

        assertThat(source.rest()).isNull();
        assertThat(source.ending()).isEqualTo(new Ending(SealReason.TRUNCATED, 9));
    }

    @Test
    void oneOfTwoThatContinueDifferentlyIsNotTaken() throws IOException {
        World world = follow("one\n", "*.log");
        Source source = world.at(log);
        Files.writeString(copy, "one\nx\n");
        Files.writeString(root.resolve("a.log.2"), "one\ny\n");
        cut(world);

        assertThat(source.rest()).isNull();
        assertThat(world.events).contains("no copy of a.log");
    }

    @Test
    void ofABackupAndACopyTheLongerIsTaken() throws IOException {
        World world = follow("one\n", "*.log");
        Source source = world.at(log);
        Files.copy(log, root.resolve("backup"));
        append("unread\n");
        Files.copy(log, copy);
        cut(world);

        assertThat(source.content().size()).isEqualTo(11);
    }

    @Test
    void aSymlinkIsNoCopy() throws IOException {
        World world = follow("one\n", "*.log");
        Source source = world.at(log);
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        append("unread\n");
        Files.createSymbolicLink(copy, Files.copy(log, elsewhere.resolve("x")));
        cut(world);

        assertThat(source.rest()).isNull();
    }

    @Test
    void aSourceWhoseCopyIsReadGoesOnWithItAfterARestart() throws IOException {
        for (String glob : List.of("*.log", "*.log*")) {
            Path directory = Files.createDirectory(root.resolve("d" + glob.length()));
            log = directory.resolve("a.log");
            copy = directory.resolve("a.log.1");
            Files.writeString(log, "one\n");
            World world = new World(Inputs.of("test", directory + "/" + glob)).look();
            Source source = world.at(log);
            World.ship(source);
            append("unread\n");
            Files.copy(log, copy);
            cut(world);

            World after = world.restart();
            Source again = after.sources.all().stream()
                    .filter(one -> one.origin().equals(source.origin()))
                    .findAny()
                    .orElseThrow();
            assertThat(again.rest()).isEqualTo(source.rest());
            assertThat(again.next()).isEqualTo(4);
            assertThat(again.isToBeRead()).isTrue();
            assertThat(after.sources.at(copy)).isNull();
        }
    }

    private World follow(String content, String glob) throws IOException {
        Files.writeString(log, content);
        World world = new World(Inputs.of("test", root + "/" + glob)).look();
        World.ship(world.at(log));
        return world;
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    private void cut(World world) throws IOException {
        Source source = world.at(log);
        Files.writeString(log, "");
        world.generations.truncated(source);
    }
}
