package io.tailrace.agent.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.testing.Seed;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineScanTests {

    @Test
    void agreesWithLookingAtEachByte() {
        Seed seed = Seed.of(this);
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
        Seed seed = Seed.of(this);
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

    private static ByteBuffer bytes(Random random, int length, int lineEndsInTen) {
        ByteBuffer bytes = random.nextBoolean()
                ? ByteBuffer.allocateDirect(length)
                : ByteBuffer.allocateDirect(length + 3).position(3).slice();
        for (int i = 0; i < length; i++) {
            bytes.put(i, random.nextInt(10) < lineEndsInTen ? (byte) '\n' : (byte) random.nextInt(256));
        }
        return bytes;
    }

    private static void compare(ByteBuffer bytes, int from, int to, Seed seed) {
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
        assertThat(LineScan.first(bytes, from, to)).as("first, %s", seed).isEqualTo(first);
        assertThat(LineScan.last(bytes, from, to)).as("last, %s", seed).isEqualTo(last);
        assertThat(LineScan.count(bytes, from, to)).as("count, %s", seed).isEqualTo(count);
    }
}
