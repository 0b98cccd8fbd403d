package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLimitsTests {

    /** 4,095 bytes that each need an escape. */
    private static final String LONGEST_PATH = "/" + "ä".repeat(2047);

    @Test
    void takesEveryPathThatLinuxCanOpen() {
        assertThatNoException().isThrownBy(() -> HeaderLimits.checkPath(LONGEST_PATH));
        assertThatNoException().isThrownBy(() -> HeaderLimits.checkPath("\n".repeat(4095)));
    }

    @Test
    void keepsTheLargestMessageBelowTheSizeOfAllHeaders() {
        Origin origin = new Origin(
                Messages.SOURCE,
                "\n".repeat(4095),
                "i".repeat(HeaderLimits.MAX_INPUT),
                Delivery.ACKED,
                Long.MAX_VALUE - 1,
                Map.of("l", "v".repeat(HeaderLimits.MAX_LABELS - "Log-Label-l: \r\n".length())));
        LogMessage content = new LogMessage.Content(
                origin,
                new Span(Long.MAX_VALUE - 1, Long.MAX_VALUE),
                OptionalLong.of(Long.MAX_VALUE),
                LinePart.MIDDLE,
                Long.MAX_VALUE);
        LogMessage seal = new LogMessage.Seal(
                origin, Long.MAX_VALUE, SealReason.TRUNCATED, List.of(new Span(Long.MAX_VALUE - 1, Long.MAX_VALUE)));
        assertThat(LogHeaders.size(content)).isLessThan(LogHeaders.MAX_SIZE - 256);
        assertThat(LogHeaders.size(seal)).isLessThan(LogHeaders.MAX_SIZE - 256);
    }

    @Test
    void refusesALongerPathByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLimits.checkPath("/var/log/" + "ä".repeat(2048)))
                .withMessage("the path \"/var/log/" + "\\u00e4".repeat(55)
                        + "\"... (2057 characters) takes 12297 bytes of header, at most 12285 are possible");
    }

    @Test
    void refusesLabelsThatAreTooLongTogetherByTheLargest() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("team", "web");
        labels.put("motd", "x".repeat(HeaderLimits.MAX_LABELS));
        labels.put("zone", "eu");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLimits.checkLabels(labels))
                .withMessageContaining("the largest is \"motd\" with 2578");
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "app.kubernetes.io/name", "a_b-c", "~", "!"})
    void takesLabelNamesThatAreHeaderNames(String name) {
        assertThatNoException().isThrownBy(() -> HeaderLimits.checkLabels(Map.of(name, "any text: ä\r\n😀")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nLog-Span", "\t", "\0", "größe", "a\u007f"})
    void refusesLabelNamesThatAreNot(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLimits.checkLabels(Map.of(name, "")))
                .withMessageContaining("label");
    }

    @Test
    void refusesTextWithoutUtf8ByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLimits.checkPath("/var/log/\ud83d"))
                .withMessageContaining("/var/log/\\ud83d");
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLimits.checkInput("\ude00\ud83d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLimits.checkLabels(Map.of("team", "\ude00")))
                .withMessageContaining("\"team\"");
    }

    @Test
    void refusesNoPathAndNoInputAndALongOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLimits.checkPath(""));
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLimits.checkInput(""));
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLimits.checkInput("i".repeat(257)));
    }
}
