package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTests {

    @TempDir
    Path directory;

    @Test
    void isFullAtItsMessages() {
        SourceOfLines lines = new SourceOfLines(directory);
        Window window = new Window(2, 1_000);
        window.take(lines.next("a\n"));
        assertThat(window.hasRoomFor(lines.source(), false)).isTrue();
        Outgoing last = lines.next("b\n");
        window.take(last);
        assertThat(window.hasRoomFor(lines.source(), false)).isFalse();
        window.giveBack(last);
        assertThat(window.hasRoomFor(lines.source(), false)).isTrue();
        assertThat(window.messages()).isEqualTo(1);
        assertThat(window.bytes()).isEqualTo(2);
    }

    @Test
    void takesOneMessageBeyondItsBytesSoThatALargeOneIsNotStuck() {
        SourceOfLines lines = new SourceOfLines(directory);
        Window window = new Window(10, 100);
        assertThat(window.hasRoomFor(lines.source(), false)).isTrue();
        window.take(lines.next("x".repeat(500)));
        assertThat(window.hasRoomFor(lines.source(), false)).isFalse();
    }

    @Test
    void givesASourceAQuarterWhileOthersWait() {
        SourceOfLines loud = new SourceOfLines(directory);
        SourceOfLines quiet = new SourceOfLines(directory);
        Window window = new Window(8, 1_000);
        window.take(loud.next("a\n"));
        assertThat(window.hasRoomFor(loud.source(), true)).isTrue();
        window.take(loud.next("b\n"));
        assertThat(window.hasRoomFor(loud.source(), true)).isFalse();
        assertThat(window.hasRoomFor(loud.source(), false)).isTrue();
        assertThat(window.hasRoomFor(quiet.source(), true)).isTrue();
    }

    @Test
    void givesEachSourceOneMessageHoweverSmallItIs() {
        SourceOfLines lines = new SourceOfLines(directory);
        Window window = new Window(1, 1);
        assertThat(window.hasRoomFor(lines.source(), true)).isTrue();
        window.take(lines.next("abc\n"));
        assertThat(window.hasRoomFor(lines.source(), true)).isFalse();
    }
}
