package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.framing.Chunk;
import io.tailrace.agent.framing.SourceReader;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The input's partial-line-timeout is 20 ms. */
class HeldLinesTests {

    private static final long TIMEOUT = Duration.ofMillis(20).toNanos();

    @TempDir
    private Path directory;

    private final HeldLines held = new HeldLines();
    private final SourceReader reader = new SourceReader(100);

    @Test
    void aLineIsDueWhenItDidNotGrowForLongEnough() throws IOException {
        Source source = partial("par");

        assertThat(held.isDue(source, look(source), 0)).isFalse();
        assertThat(held.hold(source, look(source), 1_000)).isEqualTo(1_000 + TIMEOUT);
        assertThat(held.hold(source, look(source), 2_000))
                .as("held since the first")
                .isEqualTo(1_000 + TIMEOUT);
        assertThat(held.isDue(source, look(source), 1_000 + TIMEOUT - 1)).isFalse();
        assertThat(held.isDue(source, look(source), 1_000 + TIMEOUT)).isTrue();
    }

    @Test
    void aLineThatGrowsIsHeldAnew() throws IOException {
        Source source = partial("par");
        held.hold(source, look(source), 0);

        Files.writeString(source.path(), "tial", StandardOpenOption.APPEND);

        assertThat(held.isDue(source, look(source), TIMEOUT)).isFalse();
        assertThat(held.hold(source, look(source), TIMEOUT)).isEqualTo(2 * TIMEOUT);
        assertThat(held.isDue(source, look(source), 2 * TIMEOUT)).isTrue();
    }

    @Test
    void aReleasedLineIsNotDue() throws IOException {
        Source source = partial("par");
        held.hold(source, look(source), 0);

        held.release(source);

        assertThat(held.isDue(source, look(source), TIMEOUT)).isFalse();
    }

    private Source partial(String content) throws IOException {
        return Followed.file(Files.writeString(directory.resolve("a.log"), content));
    }

    private Chunk look(Source source) throws IOException {
        return reader.look(source).orElseThrow();
    }
}
