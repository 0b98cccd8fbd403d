package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a file is the one from before the restart. Any doubt makes it another one. */
class RestartTests {

    @TempDir
    private Path root;

    private Path log = Path.of("");
    private World before = new World();

    @BeforeEach
    void shipAFile() throws IOException {
        log = Files.writeString(root.resolve("a.log"), "one\ntwo\n");
        before = new World(Inputs.of("test", root + "/*.log")).look();
        World.ship(before.at(log));
    }

    @Test
    void theSameFileGoesOnWhereItWas() throws IOException {
        Files.writeString(log, "three\n", StandardOpenOption.APPEND);
        World after = before.restart();

        assertThat(id(after, log)).isEqualTo(id(before, log));
        assertThat(after.at(log).read()).isEqualTo(8);
        assertThat(after.at(log).isDurable()).isTrue();
        assertThat(after.changed).containsExactly(after.at(log));
        assertThat(after.events).containsExactly("resumed a.log");
    }

    @Test
    void whatWasNotAcknowledgedIsReadAgain() throws IOException {
        Files.writeString(log, "three\n", StandardOpenOption.APPEND);
        Source source = before.at(log);
        read(source);
        source.sent(new Span(8, 14));

        World after = before.restart();

        assertThat(id(after, log)).isEqualTo(id(before, log));
        assertThat(after.at(log).next()).isEqualTo(8);
    }

    @Test
    void aFileThatIsShorterIsAnother() throws IOException {
        Files.writeString(log, "one\n");

        assertThat(id(before.restart(), log)).isNotEqualTo(id(before, log));
    }

    @Test
    void aFileThatBeginsOtherwiseIsAnother() throws IOException {
        Files.writeString(log, "ten\nmore and more\n");

        World after = before.restart();

        assertThat(id(after, log)).isNotEqualTo(id(before, log));
        assertThat(after.at(log).read()).isZero();
    }

    @Test
    void aFileThatDiffersInWhatWasSentAndNotAcknowledgedIsAnother() throws IOException {
        Files.writeString(log, "three\n", StandardOpenOption.APPEND);
        Source source = before.at(log);
        read(source);
        source.sent(new Span(8, 14));
        Checkpoint checkpoint = before.checkpoint();
        Files.writeString(log, "one\ntwo\nfour and more\n");

        World after = new World(checkpoint, Inputs.of("test", root + "/*.log")).look();

        assertThat(id(after, log))
                .as("the stream may hold \"three\" under the id")
                .isNotEqualTo(id(before, log));
    }

    @Test
    void aFileOfWhichNothingWasReadIsKnownByItsBeginning() throws IOException {
        Path other = Files.writeString(root.resolve("b.log"), "not read yet\n");
        before.look();
        Checkpoint checkpoint = before.checkpoint();

        assertThat(id(again(checkpoint), other)).isEqualTo(id(before, other));
        Files.writeString(other, "something else\n");
        assertThat(id(again(checkpoint), other)).isNotEqualTo(id(before, other));
    }

    @Test
    void anEmptyFileIsNotRecognizable() throws IOException {
        Path other = Files.createFile(root.resolve("b.log"));
        before.look().hold();
        before.checkpoint();
        assertThat(before.at(other).isRecognizable()).isFalse();

        assertThat(before.restart().at(other).isDurable())
                .as("its first bytes wait for a checkpoint that can tell it")
                .isFalse();

        Files.writeString(other, "x");
        before.checkpoint();
        assertThat(before.at(other).isRecognizable()).isTrue();
    }

    @Test
    void aCheckpointAfterACutNobodyNoticedDoesNotTakeTheNewBytesForTheOld() throws IOException {
        Files.writeString(log, "three\n", StandardOpenOption.APPEND);
        Source source = before.at(log);
        before.checkpoint();
        read(source);
        source.sent(new Span(8, 14));
        Files.writeString(log, "0123456789abcdefghij\n");
        source.acked(new Span(8, 14), 1);

        World after = before.restart();

        assertThat(id(after, log)).isNotEqualTo(id(before, log));
        assertThat(after.at(log).read()).isZero();
    }

    @Test
    void aFileThatWasBornAtAnotherTimeIsAnother() {
        World after = again(changed(entry -> new CheckpointEntry(
                entry.origin(),
                entry.lastPath(),
                entry.key(),
                Instant.EPOCH,
                entry.acked(),
                entry.beyond(),
                entry.firstSequence(),
                entry.sequence(),
                entry.size(),
                entry.fingerprint(),
                entry.ending(),
                false,
                null)));

        // Where the file system keeps no time of birth, all else decides.
        boolean hasBirth = after.at(log).entry().birth() != null;
        assertThat(id(after, log).equals(id(before, log))).isEqualTo(!hasBirth);
    }

    @Test
    void aFileOfAnotherInodeIsAnother() throws IOException {
        Files.copy(log, root.resolve("copy"));
        Files.delete(log);
        Files.move(root.resolve("copy"), log);

        assertThat(id(before.restart(), log)).isNotEqualTo(id(before, log));
    }

    @Test
    void aCutSourceIsNeverTakenUpAgain() throws IOException {
        Files.writeString(log, "x");
        Source cut = before.look().at(log);
        before.generations.truncated(cut);
        World after = before.restart();

        assertThat(id(after, log)).isEqualTo(id(before, log));
        assertThat(after.sources.all()).hasSize(2).anySatisfy(source -> {
            assertThat(source.origin()).isEqualTo(cut.origin());
            assertThat(source.ending()).isEqualTo(new Ending(SealReason.TRUNCATED, 8));
            assertThat(source.hasFile()).isFalse();
        });
    }

    @Test
    void aFileThatWasRenamedWhileTheAgentWasDownIsFoundByItsInode() throws IOException {
        Path rotated = root.resolve("a.log.1");
        Checkpoint checkpoint = before.checkpoint();
        Files.writeString(log, "unread\n", StandardOpenOption.APPEND);
        Files.move(log, rotated);
        Files.writeString(log, "one\ntwo\n");

        World after = again(checkpoint).hold();

        assertThat(id(after, rotated)).isEqualTo(id(before, log));
        assertThat(after.at(rotated).presence()).isEqualTo(Presence.RENAMED);
        assertThat(after.at(rotated).path()).isEqualTo(rotated);
        assertThat(id(after, log)).isNotEqualTo(id(before, log));
        assertThat(id(after.restart(), rotated)).isEqualTo(id(before, log));
    }

    @Test
    void aFileThatIsGoneHasEndedWhereItWasSeenToReach() throws IOException {
        Files.writeString(log, "unread\n", StandardOpenOption.APPEND);
        before.look();
        Files.delete(log);

        World after = before.restart();

        assertThat(after.sources.all()).singleElement().satisfies(source -> {
            assertThat(source.ending()).isEqualTo(new Ending(SealReason.DELETED, 15));
            assertThat(source.acked()).isEqualTo(8);
            assertThat(source.presence()).isEqualTo(Presence.GONE);
            assertThat(after.changed).containsOnly(source);
        });
    }

    @Test
    void aSourceWhoseInputIsNotConfiguredStaysKnown() throws IOException {
        World other = new World(before.checkpoint(), Inputs.of("other", root + "/*.txt")).look();
        assertThat(other.sources.all()).isEmpty();
        assertThat(other.generations.dormant()).hasSize(1);

        World again = new World(other.checkpoint(), Inputs.of("test", root + "/*.log")).look();

        assertThat(id(again, log)).isEqualTo(id(before, log));
    }

    @Test
    void anEntryThatIsTooLongForTheFileIsNoFault() throws IOException {
        World after = again(changed(entry -> new CheckpointEntry(
                entry.origin(),
                entry.lastPath(),
                FileKey.of(log),
                entry.birth(),
                1_000,
                List.of(),
                0,
                0,
                1_000,
                entry.fingerprint(),
                null,
                false,
                null)));

        assertThat(id(after, log)).isNotEqualTo(id(before, log));
        assertThat(after.events).contains("opened a.log").noneMatch(event -> event.startsWith("unreadable"));
    }

    private interface Change {
        CheckpointEntry of(CheckpointEntry entry) throws IOException;
    }

    private Checkpoint changed(Change change) {
        Checkpoint checkpoint = before.checkpoint();
        UnaryOperator<CheckpointEntry> apply = entry -> {
            try {
                return change.of(entry);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        List<CheckpointEntry> entries = checkpoint.entries().stream().map(apply).toList();
        return new Checkpoint(checkpoint.identity(), null, null, null, checkpoint.inputs(), entries, List.of());
    }

    private World again(Checkpoint checkpoint) {
        return new World(checkpoint, Inputs.of("test", root + "/*.log")).look();
    }

    /** Reads to the end without an acknowledgement. */
    private static void read(Source source) throws IOException {
        byte[] bytes = Files.readAllBytes(source.path());
        source.readTo(bytes.length, Tail.before(ByteBuffer.wrap(bytes), bytes.length), bytes.length);
    }

    private static SourceId id(World world, Path path) {
        return world.at(path).origin().source();
    }
}
