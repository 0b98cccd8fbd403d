package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
