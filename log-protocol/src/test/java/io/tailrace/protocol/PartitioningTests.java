package io.tailrace.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitioningTests {

    /** From the test suite of the hash's authors (draft-eastlake-fnv), and the design's own example. */
    @ParameterizedTest
    @CsvSource({
        "'', 811c9dc5",
        "a, e40c292c",
        "b, e70c2de5",
        "c, e60c2c52",
        "foobar, bf9cf968",
        "chongo was here!, 448524fd"
    })
    void hashesAsTheAuthorsOfFnv1aDo(String text, String hash) {
        assertThat(Integer.toHexString(Partitioning.fnv1a32(text.getBytes(UTF_8))))
                .isEqualTo(hash);
    }

    @Test
    void hashesTheDesignsExampleIntoPartitionOneOfEight() {
        assertThat(Integer.toUnsignedString(Partitioning.fnv1a32("my.host".getBytes(UTF_8))))
                .isEqualTo("2778978513");
        assertThat(new Partitioning(8).of("my.host")).isEqualTo(1);
    }

    @Test
    void takesTheHashAsUnsigned() {
        // e40c292c is negative as an int: -468965076 mod 7 is not 3826002220 mod 7.
        assertThat(new Partitioning(7).of("a")).isEqualTo((int) (3826002220L % 7));
    }

    @Test
    void hashesTheUnescapedNamesUtf8() {
        assertThat(new Partitioning(1 << 30).of("größe"))
                .isEqualTo(Partitioning.fnv1a32("größe".getBytes(UTF_8)) & ((1 << 30) - 1));
    }

    @Test
    void spreadsHostsOverAllPartitions() {
        Partitioning partitioning = new Partitioning(16);
        int[] hosts = new int[16];
        for (int i = 0; i < 16_000; i++) {
            hosts[partitioning.of("web-" + i + ".example.com")]++;
        }
        assertThat(Arrays.stream(hosts)).allMatch(count -> count > 800 && count < 1_200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesFewerThanOnePartition(int count) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Partitioning(count));
    }

    @Test
    void refusesANameWithoutUtf8() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Partitioning(8).of("a\ud800"))
                .withMessageContaining("unpaired surrogate");
    }
}
