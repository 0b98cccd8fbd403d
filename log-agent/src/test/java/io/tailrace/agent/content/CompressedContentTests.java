package io.tailrace.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.agent.testing.Compressed;
import io.tailrace.agent.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressedContentTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void readsWhatWasCompressedWhereverItIsAskedFor(Compression compression) throws IOException {
        Seed seed = Seed.of(this);
        Random random = seed.random();
        byte[] content = lines(random, 300_000);
        try (CompressedContent compressed = content(compression, content, 20_000)) {
            long at = 0;
            for (int i = 0; i < 2_000; i++) {
                int length = random.nextInt(3_000);
                at = random.nextInt(50) == 0 ? random.nextInt(content.length + 10) : at;
                ByteBuffer bytes = ByteBuffer.allocate(length);
                boolean whole = compressed.fill(bytes, at);
                int end = (int) Math.min(content.length, at + length);
                assertThat(whole).as("%s", seed).isEqualTo(at + length <= content.length || length == 0);
                assertThat(Arrays.copyOf(bytes.array(), bytes.position()))
                        .as("%s", seed)
                        .isEqualTo(at < end ? Arrays.copyOfRange(content, (int) at, end) : new byte[0]);
                at = Math.max(0, Math.min(content.length, end - random.nextInt(2_000)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNearWhereItWasReadAndALittleBefore(Compression compression) throws IOException {
        try (CompressedContent compressed = content(compression, lines(new Random(1), 500_000), 20_000)) {
            assertThat(compressed.isNear(0)).as("not open").isFalse();
            assertThat(compressed.size()).isEqualTo(500_000);
            assertThat(compressed.mayChange()).isFalse();

            compressed.fill(ByteBuffer.allocate(1), 400_000);
            assertThat(compressed.isNear(400_000)).isTrue();
            assertThat(compressed.isNear(400_000 - 4_000)).isTrue();
            assertThat(compressed.isNear(100_000)).isFalse();
            assertThat(compressed.isNear(490_000)).isFalse();

            compressed.pause();
            assertThat(compressed.isNear(400_000)).isFalse();
            assertThat(compressed.fill(ByteBuffer.allocate(10), 499_990)).isTrue();
        }
    }

    @Test
    void isToldByItsFirstBytesAndNotByItsName() throws IOException {
        assertThat(compression(Compressed.bytes(Compression.GZIP, new byte[10])))
                .isEqualTo(Compression.GZIP);
        assertThat(compression(Compressed.bytes(Compression.ZSTD, new byte[10])))
                .isEqualTo(Compression.ZSTD);
        assertThat(compression("a line\n".getBytes(StandardCharsets.US_ASCII))).isNull();
        assertThat(compression(new byte[] {0x1f})).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void severalMembersAreOne(Compression compression) throws IOException {
        byte[] content = lines(new Random(2), 10_000);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(Compressed.bytes(compression, content));
        twice.write(Compressed.bytes(compression, content));

        assertThat(decompressed(compression, twice.toByteArray())).isEqualTo(20_000);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsCutShortIsToldFromADamagedOne(Compression compression) throws IOException {
        byte[] whole = Compressed.bytes(compression, lines(new Random(3), 100_000));

        for (int length : new int[] {10, whole.length / 2, whole.length - 1}) {
            assertThatExceptionOfType(EOFException.class)
                    .as("%s bytes of %s", length, whole.length)
                    .isThrownBy(() -> decompressed(compression, Arrays.copyOf(whole, length)));
        }
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 0x55;
        assertThatIOException()
                .isThrownBy(() -> decompressed(compression, damaged))
                .isNotInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatExpandsWithoutMeasureIsRefused(Compression compression) {
        byte[] bomb = Compressed.bytes(compression, new byte[100 * 1024 * 1024]);

        assertThatIOException()
                .isThrownBy(() -> decompressed(compression, bomb))
                .withMessage("it expands to more than 250 times its size");
    }

    private long decompressed(Compression compression, byte[] compressed) throws IOException {
        try (Content file = PlainContent.open(Files.write(directory.resolve("file"), compressed))) {
            return Decompression.run(file, compression, (bytes, length, offset) -> true);
        }
    }

    private CompressedContent content(Compression compression, byte[] content, int lookBack) throws IOException {
        Path file = Files.write(directory.resolve("file"), Compressed.bytes(compression, content));
        return new CompressedContent(PlainContent.open(file), compression, content.length, lookBack);
    }

    private @Nullable Compression compression(byte[] bytes) throws IOException {
        try (Content file = PlainContent.open(Files.write(directory.resolve("file"), bytes))) {
            return Compression.of(file);
        }
    }

    private static byte[] lines(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = i % 50 == 49 ? (byte) '\n' : (byte) ('a' + random.nextInt(16));
        }
        return bytes;
    }
}
