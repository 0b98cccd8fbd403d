package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTests {

    @Test
    void agreesWithLookingAtEachByte() {
        RandomInput seed = RandomInput.of(this);
        Random random = seed.random();
        for (int round = 0; round < 3_000; round++) {
            ByteBuffer bytes = bytes(random, random.nextInt(80), random.nextInt(5));
            int from = random.nextInt(bytes.capacity() + 1);
            int to = from + random.nextInt(bytes.capacity() - from + 1);
            compare(bytes, from, to, seed);
        }
    }

    @Test
    void agreesAtEachAlignmentAndPosition() {
        RandomInput seed = RandomInput.of(this);
        for (int position = 0; position < 40; position++) {
            // The neighbours of a line end in value, where a carry between bytes would show.
            for (byte filler : new byte[] {0, '\n' - 1, '\n' + 1, (byte) 0x8a, (byte) 0xff, 0x7f, (byte) 0x80}) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(40);
                for (int i = 0; i < 40; i++) {
                    bytes.put(i, i == position ? (byte) '\n' : filler);
                }
                for (int from = 0; from <= 16; from++) {
                    for (int to = from; to <= 40; to++) {
                        compare(bytes, from, to, seed);
                    }
                }
            }
        }
    }

    @Test
    void countsAsALoopWouldWhateverTheBytesAndTheirPlace() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            for (int i = 0; i < bytes.length; i++) {
                // The neighbours of a line end are where a word at a time goes wrong.
                bytes[i] = (byte) (random.nextBoolean() ? 9 + random.nextInt(3) : random.nextInt());
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = 0;
            for (int i = from; i < to; i++) {
                expected += bytes[i] == '\n' ? 1 : 0;
            }
            assertThat(LineEnds.count(ByteBuffer.wrap(bytes), from, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    private static ByteBuffer bytes(Random random, int length, int lineEndsInTen) {
        ByteBuffer bytes = random.nextBoolean()
                ? ByteBuffer.allocateDirect(length)
                : ByteBuffer.allocateDirect(length + 3).position(3).slice();
        for (int i = 0; i < length; i++) {
            bytes.put(i, random.nextInt(10) < lineEndsInTen ? (byte) '\n' : (byte) random.nextInt(256));
        }
        return bytes;
    }

    private static void compare(ByteBuffer bytes, int from, int to, RandomInput seed) {
        int first = -1;
        int last = -1;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes.get(i) == '\n') {
                first = first < 0 ? i : first;
                last = i;
                count++;
            }
        }
        assertThat(LineEnds.first(bytes, from, to))
                .as("first, %s", seed.description())
                .isEqualTo(first);
        assertThat(LineEnds.last(bytes, from, to))
                .as("last, %s", seed.description())
                .isEqualTo(last);
        assertThat(LineEnds.count(bytes, from, to))
                .as("count, %s", seed.description())
                .isEqualTo(count);
    }
}
