package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"0-0", "0-1", "7-7", "10-200", "0-9223372036854775807", "9223372036854775807-9223372036854775807"
            })
    void readsWhatItWrites(String text) {
        assertThat(Span.parse(text)).hasToString(text);
    }

    @Test
    void isHalfOpen() {
        assertThat(Span.parse("3-10").length()).isEqualTo(7);
        assertThat(Span.parse("3-3").isEmpty()).isTrue();
        assertThat(Span.parse("3-4").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "2-1",
                "-1-2",
                "1--2",
                "+1-2",
                "1-+2",
                "01-2",
                "1-02",
                "00-1",
                " 1-2",
                "1-2 ",
                "1 - 2",
                "1-2-3",
                "1-2,3-4",
                "1.0-2",
                "1e3-2000",
                "0x1-0x2",
                "0-9223372036854775808",
                "0-9999999999999999999",
                "0-18446744073709551616",
                "0-18446744073709551617",
                "0-99999999999999999999",
                "\u0661-\u0662",
                "\uff11-\uff12",
                "1\u20132",
                "1-2\n"
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> Span.parse(text)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToRunBackwardsOrBelowZero() {
        assertThatThrownBy(() -> new Span(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersByStartThenByEnd() {
        List<Span> ordered = List.of(new Span(0, 9), new Span(3, 4), new Span(3, 5), new Span(10, 10));
        assertThat(List.of(ordered.get(2), ordered.get(3), ordered.get(1), ordered.get(0)).stream()
                        .sorted())
                .isEqualTo(ordered);
    }

    @Test
    void readsBackEverySpan() {
        RandomInput input = RandomInput.of(this);
        for (int i = 0; i < 10_000; i++) {
            long a = input.random().nextLong() >>> (1 + input.random().nextInt(63));
            long b = input.random().nextLong() >>> (1 + input.random().nextInt(63));
            Span span = new Span(Math.min(a, b), Math.max(a, b));
            assertThat(Span.parse(span.toString())).as(input.description()).isEqualTo(span);
        }
    }
}
