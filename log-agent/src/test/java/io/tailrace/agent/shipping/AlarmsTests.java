package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmsTests {

    @TempDir
    private Path directory;

    private final Alarms alarms = new Alarms();
    private final List<Source> sources = new ArrayList<>();

    @BeforeEach
    void openFiles() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            sources.add(Followed.file(Files.createFile(directory.resolve(name))));
        }
    }

    @Test
    void ringInOrderOnceTheirTimeHasCome() {
        alarms.set(30, sources.get(0));
        alarms.set(10, sources.get(1));
        alarms.set(20, sources.get(2));

        assertThat(rung(9)).isEmpty();
        assertThat(rung(20)).containsExactly(sources.get(1), sources.get(2));
        assertThat(alarms.next(20, 1_000)).isEqualTo(10);
        assertThat(rung(30)).containsExactly(sources.get(0));
        assertThat(rung(1_000)).isEmpty();
        assertThat(alarms.next(1_000, 500)).isEqualTo(500);
    }

    @Test
    void aSourceHasOneTheLastThatWasSet() {
        for (int at = 10; at < 1_000; at++) {
            alarms.set(at, sources.get(0));
        }
        alarms.set(5, sources.get(0));

        assertThat(rung(5)).containsExactly(sources.get(0));
        assertThat(rung(2_000)).isEmpty();
    }

    @Test
    void aCancelledOneDoesNotRing() {
        alarms.set(10, sources.get(0));
        alarms.set(10, sources.get(1));
        alarms.cancel(sources.get(0));
        alarms.cancel(sources.get(2));

        assertThat(rung(10)).containsExactly(sources.get(1));
    }

    @Test
    void areInOrderWhereTheClockRunsOver() {
        alarms.set(Long.MIN_VALUE + 5, sources.get(0));
        alarms.set(Long.MAX_VALUE - 5, sources.get(1));

        assertThat(alarms.next(Long.MAX_VALUE - 10, 1_000)).isEqualTo(5);
        assertThat(rung(Long.MAX_VALUE)).containsExactly(sources.get(1));
        assertThat(rung(Long.MIN_VALUE + 5)).containsExactly(sources.get(0));
    }

    @Test
    void maySetAlarmsWhileTheyRing() {
        alarms.set(10, sources.get(0));
        alarms.ring(10, source -> alarms.set(20, source));

        assertThat(rung(20)).containsExactly(sources.get(0));
    }

    private List<Source> rung(long now) {
        List<Source> rung = new ArrayList<>();
        alarms.ring(now, rung::add);
        return rung;
    }
}
