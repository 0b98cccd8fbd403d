package io.tailrace.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.testing.Followed;
import io.tailrace.agent.testing.Seed;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTests {

    @TempDir
    private Path directory;

    @Test
    void isEmptyBeforeAnythingWasWritten() {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        Checkpoint checkpoint = checkpoint(3);
        file().write(checkpoint);

        assertThat(file().read()).contains(checkpoint);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void keepsTheLastOnly() throws IOException {
        file().write(checkpoint(5));
        file().write(checkpoint(1));

        assertThat(file().read()).contains(checkpoint(1));
    }

    @Test
    void isTwoLinesOfJson() throws IOException {
        file().write(checkpoint(2));

        List<String> lines = Files.readAllLines(path());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("{").contains("/var/log/ä b.log").endsWith("}");
        assertThat(lines.get(1)).matches("\\{\"version\":3,\"crc32c\":\"[0-9a-f]+\"}");
    }

    @Test
    void readsTheOldOneAfterACrashBeforeTheRename() throws IOException {
        file().write(checkpoint(2));
        byte[] whole = Files.readAllBytes(path());
        for (int length : new int[] {0, 1, whole.length / 2, whole.length}) {
            Files.write(directory.resolve("checkpoint.json.new"), Arrays.copyOf(whole, length));

            assertThat(file().read()).contains(checkpoint(2));
        }
        file().write(checkpoint(1));
        assertThat(file().read()).contains(checkpoint(1));
    }

    @Test
    void isEmptyAfterACrashInTheFirstWrite() throws IOException {
        Files.writeString(directory.resolve("checkpoint.json.new"), "{");

        assertThat(file().read()).isEmpty();
    }

    @Test
    void refusesAnythingThatWasDamaged() throws IOException {
        Seed seed = Seed.of(this);
        Random random = seed.random();
        file().write(checkpoint(2));
        byte[] whole = Files.readAllBytes(path());
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            refuses(damaged, seed);
        }
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length), seed);
        }
        refuses("no json\nnull\n".getBytes(StandardCharsets.UTF_8), seed);
        refuses(new byte[whole.length], seed);
    }

    private void refuses(byte[] damaged, Seed seed) throws IOException {
        Files.write(path(), damaged);
        assertThatExceptionOfType(CheckpointException.class)
                .as("%s", seed)
                .isThrownBy(() -> file().read())
                .withMessageContaining(path().toString());
    }

    @Test
    void saysWhatTheChoicesAreWhenItIsDamaged() throws IOException {
        file().write(checkpoint(1));
        Files.writeString(path(), Files.readString(path()).replace("my.host", "other.host"));

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> file().read())
                .withMessage(
                        path() + " is damaged: its checksum is wrong. Restore it from a backup; or move it away, and"
                                + " the agent begins anew: it ships every matched file again from its start-at, as new sources");
    }

    @Test
    void saysThatItIsOfANewerAgent() throws IOException {
        file().write(checkpoint(1));
        Files.writeString(path(), Files.readString(path()).replace("\"version\":3", "\"version\":4"));

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> file().read())
                .withMessage(
                        path() + " was written by a newer agent (version 4, this one knows 3). Run that agent again");
    }

    @Test
    void failsToWriteWhereItCant() {
        CheckpointFile file = new CheckpointFile(new NioStateStorage(), directory.resolve("missing"));

        assertThatIOException().isThrownBy(() -> file.write(Followed.NOTHING));
    }

    private CheckpointFile file() {
        return new CheckpointFile(new NioStateStorage(), directory);
    }

    private Path path() {
        return directory.resolve("checkpoint.json");
    }

    private static Checkpoint checkpoint(int entries) {
        Random random = new Random(entries);
        return new Checkpoint(
                new Identity("my.host", "logs", 16),
                "instance",
                new Position("2026-11-23T07:00:00Z", 7, "id"),
                new Position("2026-11-23T07:00:00Z", 9, "other"),
                Set.of("nginx", "others"),
                random.ints(entries).mapToObj(CheckpointFileTests::entry).toList(),
                random.ints(entries).mapToObj(CheckpointFileTests::copy).toList());
    }

    private static CheckpointEntry entry(int number) {
        Random random = new Random(number);
        Origin origin = new Origin(
                io.tailrace.protocol.SourceId.mint(
                        java.time.Clock.fixed(Instant.EPOCH.plusSeconds(number & 0xffff), java.time.ZoneOffset.UTC),
                        random),
                "/var/log/ä b.log",
                "nginx",
                random.nextBoolean() ? Delivery.ACKED : Delivery.FIRE_AND_FORGET,
                random.nextInt(10),
                Map.of("team", "web", "quoted", "\"\\\n"));
        return new CheckpointEntry(
                origin,
                "/var/log/ä b.log.1",
                new FileKey(random.nextLong(), random.nextLong()),
                random.nextBoolean() ? Instant.EPOCH.plusNanos(random.nextInt()) : null,
                Long.MAX_VALUE - 1,
                random.nextBoolean() ? List.of() : List.of(new Span(7, 8)),
                random.nextLong(),
                random.nextLong(),
                Long.MAX_VALUE,
                new Fingerprint(random.nextLong(), random.nextInt(), random.nextInt()),
                random.nextBoolean() ? new Ending(SealReason.ROTATED, 5) : null,
                random.nextBoolean(),
                random.nextBoolean() ? copy(number) : null);
    }

    private static Copy copy(int number) {
        Random random = new Random(number);
        return new Copy(
                io.tailrace.protocol.SourceId.mint(
                        java.time.Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC), random),
                "/var/log/a.log.1",
                new FileKey(1, number),
                null,
                random.nextLong(),
                random.nextLong());
    }
}
