package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTests {

    @ParameterizedTest
    @CsvSource({
        "my.host, my.host",
        "web-7_a.example.com, web-7_a.example.com",
        "a..b, a.=2Eb",
        "a...b, a.=2E.b",
        "., =2E",
        ".., =2E=2E",
        ".a, =2Ea",
        "a., a=2E",
        "a=2Eb, a=3D2Eb",
        "a b, a=20b",
        "*, =2A",
        ">, =3E",
        "a/b, a=2Fb",
        "größe, gr=C3=B6=C3=9Fe",
        "😀, =F0=9F=98=80"
    })
    void escapesWhatASubjectCannotHold(String host, String escaped) {
        Subject subject = new Subject("logs", 1, host);
        assertThat(subject).hasToString("logs.p1." + escaped);
        assertThat(Subject.parse("logs", "logs.p1." + escaped)).isEqualTo(subject);
    }

    @Test
    void putsAHostIntoItsPartition() {
        assertThat(Subject.of("logs", new Partitioning(8), "my.host")).hasToString("logs.p1.my.host");
        assertThat(Subject.filter("eu.logs", 3)).isEqualTo("eu.logs.p3.>");
    }

    @Test
    void readsItsOwnSubjectsUnderAPrefixOfSeveralTokens() {
        Subject subject = new Subject("eu.logs", 2_147_483_647, "p1.web");
        assertThat(subject).hasToString("eu.logs.p2147483647.p1.web");
        assertThat(Subject.parse("eu.logs", subject.toString())).isEqualTo(subject);
    }

    @Test
    void givesEachHostOneValidSubjectThatReadsBack() {
        RandomInput input = RandomInput.of(this);
        Map<String, String> hosts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String host = i % 2 == 0 ? input.text("ab.=2E/ ", 6) : input.unicodeText(12);
            if (host.isEmpty()) {
                continue;
            }
            Subject subject = new Subject("logs", 0, host);
            String text = subject.toString();
            assertThat(text).as(input.description()).matches("logs\\.p0(\\.[A-Za-z0-9_=-]+)+");
            assertThat(Subject.parse("logs", text)).as(input.description()).isEqualTo(subject);
            assertThat(hosts.putIfAbsent(text, host))
                    .as("%s, %s", input.description(), text)
                    .isIn(null, host);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "logs",
                "logs.p1",
                "logs.p1.",
                "logs.p.my.host",
                "logs.p01.my.host",
                "logs.p-1.my.host",
                "logs.p+1.my.host",
                "logs.p\u0661.my.host",
                "logs.p2147483648.my.host",
                "logs.p99999999999999999999.my.host",
                "logs.q1.my.host",
                "logsxp1.my.host",
                "LOGS.p1.my.host",
                "eu.logs.p1.my.host",
                "logs.p1..a",
                "logs.p1.a..b",
                "logs.p1.a.",
                "logs.p1.=2e",
                "logs.p1.=41",
                "logs.p1.=",
                "logs.p1.=2",
                "logs.p1.a=G0",
                "logs.p1.a=+1",
                "logs.p1.a.=2E=",
                "logs.p1.a=2Eb",
                "logs.p1.=\u0662E",
                "logs.p1.gr\u00f6\u00dfe",
                "logs.p1.=C3",
                "logs.p1.=C0=AE",
                "logs.p1.=ED=A0=80",
                "logs.p1.a b",
                "logs.p1.*",
                "logs.p1.>"
            })
    void refusesWhatNoAgentWrites(String text) {
        assertThatThrownBy(() -> Subject.parse("logs", text)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void throwsNothingElseWhateverItReads() {
        RandomInput input = RandomInput.of(this);
        for (int i = 0; i < 20_000; i++) {
            String text = "logs.p1." + input.text("ab.=2EGg\u00f6\ud800 ", 8);
            try {
                assertThat(Subject.parse("logs", text)).as(input.description()).hasToString(text);
            } catch (IllegalArgumentException e) {
                assertThat(e).as(input.description()).isExactlyInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "logs.", ".logs", "a..b", "lo gs", "logs.*", ">", "l\u00f6gs", "logs\r\nPUB"})
    void refusesAPrefixThatIsNoSubject(String prefix) {
        assertThatThrownBy(() -> new Subject(prefix, 0, "a")).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNoHostAndNegativePartitionsAndNamesWithoutUtf8() {
        assertThatThrownBy(() -> new Subject("logs", 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subject("logs", -1, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subject("logs", 0, "a\udc00b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
    }

    @Test
    void complainsWithoutRepeatingControlCharactersOrAllOfALongText() {
        assertThatThrownBy(() -> Subject.parse("logs", "logs.p1.\u001b[2J" + "x".repeat(100_000)))
                .message()
                .contains("\\u001b[2J")
                .hasSizeLessThan(200);
    }
}
