package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTokenTests {

    @Test
    void dotsBecomeUnderscores() {
        assertThat(HostToken.of("web-7.example.com")).isEqualTo("web-7_example_com");
    }

    @Test
    void hostsThatDifferInDotsAndUnderscoresDiffer() {
        assertThat(HostToken.of("a_b")).isEqualTo("a=5Fb");
        assertThat(HostToken.of("a.b")).isEqualTo("a_b");
        assertThat(HostToken.of("a=5Fb")).isEqualTo("a=3D5Fb");
    }

    @Test
    void everyOtherByteIsEscapedAsInSubjects() {
        assertThat(HostToken.of("größe")).isEqualTo("gr=C3=B6=C3=9Fe");
        assertThat(HostToken.of(".a.")).isEqualTo("=2Ea=2E");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web-7.example.com", "a_b", "a.b", "a=5Fb", "größe", ".a.", "a..b", "_", "a_.b", "=", "x y"})
    void theHostCanBeReadBack(String host) {
        assertThat(HostToken.host(HostToken.of(host))).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a=5fb", "a=2Eb", "a b", "=3D=", "größe"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostToken.host(text));
    }
}
