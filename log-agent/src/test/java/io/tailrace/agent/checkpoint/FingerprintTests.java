package io.tailrace.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.PlainContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1023, 1024, 1025, 2048, 5000})
    void seesAnyChangeInTheFirstAndTheLastKilobyte(int length) throws IOException {
        String content = "abcdefghij".repeat(600).substring(0, length);
        Fingerprint fingerprint = of(content, length);

        assertThat(matches(fingerprint, content)).isTrue();
        assertThat(matches(fingerprint, content + "more")).isTrue();
        assertThat(matches(fingerprint, content.substring(1))).isFalse();
        assertThat(matches(fingerprint, "X" + content.substring(1))).isFalse();
        assertThat(matches(fingerprint, content.substring(0, length - 1) + "X")).isFalse();
    }

    @Test
    void doesNotLookInBetween() throws IOException {
        String content = "x".repeat(3000);

        assertThat(matches(of(content, 3000), "x".repeat(1500) + "Y" + "x".repeat(1499)))
                .isTrue();
    }

    @Test
    void ofNothingMatchesAnything() throws IOException {
        assertThat(of("", 0)).isEqualTo(Fingerprint.EMPTY);
        assertThat(of("content", 0)).isEqualTo(Fingerprint.EMPTY);
        assertThat(matches(Fingerprint.EMPTY, "anything")).isTrue();
    }

    @Test
    void cantBeTakenBehindTheEnd() {
        assertThatIOException().isThrownBy(() -> of("short", 6)).withMessageContaining("ends before");
    }

    private Fingerprint of(String content, long offset) throws IOException {
        try (Content file = PlainContent.open(Files.writeString(directory.resolve("f"), content))) {
            return Fingerprint.of(file, offset);
        }
    }

    private boolean matches(Fingerprint fingerprint, String content) throws IOException {
        try (Content file = PlainContent.open(Files.writeString(directory.resolve("g"), content))) {
            return fingerprint.matches(file);
        }
    }
}
