package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTests {

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
            assertThat(LineEnds.count(bytes, from, to))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
        }
    }
}
