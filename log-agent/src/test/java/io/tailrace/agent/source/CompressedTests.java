package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.testing.Compressed;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotated files that are compressed: known by their content, and never shipped as bytes of their own. */
class CompressedTests {

    @TempDir
    private Path root;

    private Path log = Path.of("");
    private Path rotated = Path.of("");

    @BeforeEach
    void nameFiles() {
        log = root.resolve("a.log");
        rotated = root.resolve("a.log.1");
    }

    @ParameterizedTest
    @EnumSource
    void whatCompressionMakesOfARotatedFileIsNotShipped(Compression compression) throws IOException {
        World world = follow("*");
        Files.move(log, rotated);
        world.look();
        Path compressed = Compressed.file(compression, rotated);
        world.look();

        assertThat(world.sources.at(compressed)).isNull();
        assertThat(world.events)
                .contains("recognized " + compressed.getFileName())
                .doesNotContain("opened " + compressed.getFileName());
        assertThat(world.look().restart().sources.at(compressed)).isNull();
    }

    @Test
    void whileItIsStillWrittenItIsHeldBack() throws IOException {
        World world = follow("*");
        byte[] whole = Compressed.gzip(lines(0, 100));
        Path gz = Files.write(root.resolve("a.log.1.gz"), Arrays.copyOf(whole, whole.length / 2));
        Files.move(log, rotated);
        world.look();
        assertThat(world.sources.at(gz)).isNull();
        world.now += Holding.DEFAULT.quiet().toNanos() - 1;
        Files.write(gz, Arrays.copyOfRange(whole, whole.length / 2, whole.length), StandardOpenOption.APPEND);
        world.generations.tick();

        assertThat(world.sources.at(gz)).isNull();
        assertThat(world.events).contains("recognized a.log.1.gz");
    }

    @Test
    void oneThatStaysIncompleteIsShippedAsItIsAndReported() throws IOException {
        World world = follow("*");
        byte[] whole = Compressed.gzip(lines(0, 100));
        Path gz = Files.write(root.resolve("a.log.1.gz"), Arrays.copyOf(whole, whole.length / 2));
        world.look().hold();

        assertThat(world.at(gz).size()).isEqualTo(whole.length / 2);
        assertThat(world.events).contains("damaged a.log.1.gz: it is cut short");
    }

    @Test
    void oneThatIsDamagedIsShippedAsItIsAndReported() throws IOException {
        World world = follow("*");
        byte[] whole = Compressed.gzip(lines(0, 100));
        whole[whole.length - 6] ^= 1;
        Path gz = Files.write(root.resolve("a.log.1.gz"), whole);

        assertThat(world.look().at(gz).size()).isEqualTo(whole.length);
        assertThat(world.events).anyMatch(event -> event.startsWith("damaged a.log.1.gz: "));
    }

    @Test
    void oneThatIsNobodysIsShippedAtOnceAsItIs() throws IOException {
        World world = follow("*");
        Path gz = Files.write(root.resolve("b.gz"), Compressed.gzip(lines(1_000, 1_100)));
        world.look();

        assertThat(world.at(gz).size()).isEqualTo(Files.size(gz));
        assertThat(world.events).noneMatch(event -> event.startsWith("damaged"));
    }

    @Test
    void oneThatHasMoreThanTheSourceIsShippedAsItIs() throws IOException {
        World world = follow("*");
        Path gz = Files.write(root.resolve("b.gz"), Compressed.gzip(lines(0, 101)));

        assertThat(world.look().at(gz).size()).isEqualTo(Files.size(gz));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftOfAFileThatWasCompressedWhileTheAgentWasDownIsReadFromTheCompressedOne(Compression compression)
            throws IOException {
        World world = follow("*.log*");
        Source before = world.at(log);
        Checkpoint checkpoint = world.checkpoint();
        Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
        Files.move(log, rotated);
        Path compressed = Compressed.file(compression, rotated);
        Files.writeString(log, "new\n");

        World after = again(world, checkpoint);
        Source source = of(after, before);
        assertThat(source.rest()).isNotNull();
        assertThat(source.next()).isEqualTo(lines(0, 100).length());
        assertThat(source.ending())
                .isEqualTo(new Ending(SealReason.ROTATED, lines(0, 200).length()));
        assertThat(after.generations.isReady(source)).isTrue();
        assertThat(read(source)).isEqualTo(lines(100, 200));
        assertThat(after.sources.at(compressed)).isNull();
        assertThat(after.at(log)).isNotSameAs(source);
        assertThat(again(after, after.checkpoint()).sources.at(compressed)).isNull();
    }

    @Test
    void aFileThatIsNotMatchedIsFoundAsWell() throws IOException {
        World world = follow("*.log");
        Source before = world.at(log);
        Checkpoint checkpoint = world.checkpoint();
        Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
        Files.move(log, rotated);
        Compressed.file(Compression.GZIP, rotated);

        World after = again(world, checkpoint);
        assertThat(of(after, before).rest()).isNotNull();
        assertThat(after.generations.copies().all()).hasSize(1);
    }

    @Test
    void theCopyOfACutFileMayBeCompressedAlready() throws IOException {
        World world = follow("*.log");
        Source source = world.at(log);
        Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
        Compressed.file(Compression.GZIP, Files.copy(log, rotated));
        Files.writeString(log, "");
        world.generations.truncated(source);

        assertThat(source.ending())
                .isEqualTo(new Ending(SealReason.TRUNCATED, lines(0, 200).length()));
        assertThat(read(source)).isEqualTo(lines(100, 200));
    }

    @Test
    void aFileThatIsPlainIsTakenBeforeACompressedOne() throws IOException {
        World world = follow("*.log");
        Source before = world.at(log);
        Checkpoint checkpoint = world.checkpoint();
        Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
        Compressed.file(Compression.GZIP, Files.copy(log, rotated));
        Path moved = Files.copy(log, root.resolve("moved"));
        Files.delete(log);

        World after = again(world, checkpoint);
        assertThat(of(after, before).path()).isEqualTo(moved);
        assertThat(of(after, before).hasFile()).isTrue();
    }

    @Test
    void oneThatIsShorterThanWhatWasSeenIsNotTaken() throws IOException {
        World world = follow("*.log");
        Source before = world.at(log);
        Files.writeString(log, lines(100, 200), StandardOpenOption.APPEND);
        world.look();
        Checkpoint checkpoint = world.checkpoint();
        Files.write(root.resolve("a.log.1.gz"), Compressed.gzip(lines(0, 150)));
        Files.delete(log);

        World after = again(world, checkpoint);
        assertThat(of(after, before).rest()).isNull();
        assertThat(of(after, before).ending())
                .isEqualTo(new Ending(SealReason.DELETED, lines(0, 200).length()));
    }

    @Test
    void oneWhoseSourceIsLongForgottenIsKnown() throws IOException {
        World world = new World(Inputs.of("test", root + "/*"));
        Source source = sealedAndForgotten(world);
        Path gz = Files.write(root.resolve("a.log.7.gz"), Compressed.gzip(lines(0, 100)));
        Path other = Files.write(root.resolve("b.gz"), Compressed.gzip(lines(0, 99)));
        world.look();

        assertThat(world.generations.copies().all())
                .extracting(copy -> copy.source())
                .containsExactly(source.origin().source());
        assertThat(world.sources.at(gz)).isNull();
        assertThat(world.at(other).size()).isEqualTo(Files.size(other));
    }

    @Test
    void aPlainCopyWhoseSourceIsLongForgottenIsKnown() throws IOException {
        World world = new World(Inputs.of("test", root + "/*"));
        sealedAndForgotten(world);
        Path copy = Files.writeString(root.resolve("restored"), lines(0, 100));
        Path longer = Files.writeString(root.resolve("longer"), lines(0, 101));
        world.look();
        assertThat(world.sources.at(copy)).isNull();
        assertThat(world.at(longer).next()).isZero();

        Files.writeString(copy, "more\n", StandardOpenOption.APPEND);
        assertThat(world.look().at(copy).next()).isZero();
    }

    @Test
    void oneWhoseSourceHadLossesIsShipped() throws IOException {
        World world = new World(Inputs.of("test", root + "/*"));
        Source source = sealedAndForgotten(world);
        SealedSource whole = world.sealed.all().get(0);
        World after = new World(Inputs.of("test", root + "/*"));
        after.sealed.add(new SealedSource(
                source.origin().source(),
                whole.path(),
                whole.input(),
                whole.delivery(),
                0,
                whole.length(),
                whole.reason(),
                java.util.List.of(new Span(10, 20)),
                1,
                1,
                whole.fingerprint(),
                Instant.now()));
        Path gz = Files.write(root.resolve("a.log.7.gz"), Compressed.gzip(lines(0, 100)));
        after.look();

        assertThat(after.at(gz).size()).isEqualTo(Files.size(gz));
    }

    private Source sealedAndForgotten(World world) throws IOException {
        Files.writeString(log, lines(0, 100));
        Source source = world.look().at(log);
        World.ship(source);
        Files.delete(log);
        world.look();
        source.end(new Ending(SealReason.DELETED, source.read()));
        source.sealAcked();
        world.sealed.add(source.sealed(Instant.now()));
        world.sources.remove(source);
        return source;
    }

    private World follow(String glob) throws IOException {
        Files.writeString(log, lines(0, 100));
        World world = new World(Inputs.of("test", root + "/" + glob)).look();
        World.ship(world.at(log));
        return world;
    }

    private World again(World before, Checkpoint checkpoint) {
        return before.again(checkpoint);
    }

    private static Source of(World world, Source before) {
        return world.sources.all().stream()
                .filter(source -> source.origin().equals(before.origin()))
                .findAny()
                .orElseThrow();
    }

    private static String read(Source source) throws IOException {
        java.nio.ByteBuffer bytes =
                java.nio.ByteBuffer.allocate((int) (source.content().size() - source.next()));
        assertThat(source.content().fill(bytes, source.next())).isTrue();
        return new String(bytes.array(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** More than 1 KiB, and no two lines alike. */
    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("%05d a line that is long enough\n"::formatted)
                .collect(Collectors.joining());
    }
}
