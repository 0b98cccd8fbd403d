package io.tailrace.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTests {

    @ParameterizedTest
    @CsvSource({
        "1d, 86400000000000, 1d",
        "36h, 129600000000000, 1d12h",
        "1500ms, 1500000000, 1s500ms",
        "90s, 90000000000, 1m30s",
        "PT2M, 120000000000, 2m",
        "7ns, 7, 7ns"
    })
    void isReadAndShown(String written, long nanos, String shown) {
        assertThat(DurationText.parse(written)).isEqualTo(nanos);
        assertThat(DurationText.show(nanos)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1KB", "1000, 1000B", "8388608, 8MB", "5497558138880, 5TB"})
    void sizesAreShownInTheLargestWholeUnit(long bytes, String shown) {
        assertThat(SizeText.show(bytes)).isEqualTo(shown);
        assertThat(SizeText.parse(shown)).isEqualTo(bytes);
    }
}
