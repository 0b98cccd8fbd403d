package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTests {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "/var/log/nginx/access.log,/var/log/nginx/access.log",
                "/var/log/my app.log,/var/log/my app.log",
                " a b ,%20a b%20",
                "  a,%20 a",
                "100%.log,100%25.log",
                "größe,gr%C3%B6%C3%9Fe",
                "😀,%F0%9F%98%80"
            })
    void escapesWhatAHeaderCannotHold(String text, String encoded) {
        assertThat(PercentEncoding.encode(text)).isEqualTo(encoded);
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(text);
    }

    @Test
    void escapesLineEndsSoThatNoValueCanBeginAnotherHeader() {
        assertThat(PercentEncoding.encode("a\r\nLog-Span: 0-1\t\0")).isEqualTo("a%0D%0ALog-Span: 0-1%09%00");
    }

    @Test
    void readsEscapesThatWereNotNeededAndLowerCase() {
        assertThat(PercentEncoding.decode("%41%c3%b6%2f")).isEqualTo("Aö/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%4",
                "a%",
                "%4G",
                "%G4",
                "%+1",
                "%\u0661\u0661",
                "%FF",
                "%C3",
                "%C0%AF",
                "%ED%A0%80",
                "ö",
                "a\nb",
                "\t"
            })
    void refusesWhatIsNotPercentEncodedUtf8(String encoded) {
        assertThatThrownBy(() -> PercentEncoding.decode(encoded)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsBackEveryTextAndKeepsTextsApart() {
        RandomInput input = RandomInput.of(this);
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String text = i % 2 == 0 ? input.text("a %2\t/\u00e4", 6) : input.unicodeText(20);
            String encoded = PercentEncoding.encode(text);
            assertThat(encoded).as(input.description()).matches("[ -~]*").isEqualTo(encoded.strip());
            assertThat(PercentEncoding.decode(encoded)).as(input.description()).isEqualTo(text);
            assertThat(texts.putIfAbsent(encoded, text)).as(input.description()).isIn(null, text);
        }
    }
}
