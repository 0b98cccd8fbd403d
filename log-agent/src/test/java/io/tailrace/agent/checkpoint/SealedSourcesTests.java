package io.tailrace.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.agent.checkpoint.SealedList.Tally;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSourcesTests {

    private static final Instant BEGIN = Instant.parse("2026-11-23T07:00:00Z");

    @TempDir
    private Path directory;

    private final Random random = new Random(1);
    private Instant now = BEGIN;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @Test
    void isWrittenOnlyWhenItChanges() {
        SealedSources sources = new SealedSources(SealedList.EMPTY, clock);
        assertThat(sources.toBeWritten()).isNull();

        SealedSource one = source(100);
        sources.add(one);
        assertThat(sources.toBeWritten()).isEqualTo(new SealedList(List.of(one), new Tally(0, 0)));
        assertThat(sources.toBeWritten()).isNull();

        sources.notWritten();
        assertThat(sources.toBeWritten()).isNotNull();
    }

    @Test
    void keepsASourceForAWeek() {
        SealedSources sources = new SealedSources(SealedList.EMPTY, clock);
        sources.add(source(100));
        now = BEGIN.plus(Duration.ofDays(1));
        SealedSource younger = source(200);
        sources.add(younger);
        sources.toBeWritten();
        now = BEGIN.plus(Duration.ofDays(7));
        assertThat(sources.toBeWritten()).isNull();
        now = now.plusSeconds(1);

        assertThat(sources.toBeWritten()).isNotNull();
        assertThat(sources.all()).containsExactly(younger);
        assertThat(sources.dropped()).as("in its time").isEqualTo(new Tally(0, 0));
    }

    @Test
    void dropsTheOldestWhenThereAreTooManyAndSaysHowManyThatWere() {
        SealedSources sources = new SealedSources(SealedList.EMPTY, clock);
        for (int i = 0; i < SealedSources.MOST + 3; i++) {
            sources.add(source(i));
        }

        assertThat(sources.all()).hasSize(SealedSources.MOST);
        assertThat(sources.all().get(0).length()).isEqualTo(3);
        assertThat(sources.dropped()).isEqualTo(new Tally(3, 3));
    }

    @Test
    void outlivesARestart() throws IOException {
        SealedSources sources = new SealedSources(SealedList.EMPTY, clock);
        sources.add(source(100));
        SealedFile file = new SealedFile(new NioStateStorage(), directory);
        assertThat(file.read()).isEmpty();
        SealedList list = sources.toBeWritten();
        if (list != null) {
            file.write(list);
        }

        assertThat(new SealedSources(file.read().orElseThrow(), clock).all()).isEqualTo(sources.all());
    }

    @Test
    void aDamagedListStopsTheAgentWithTheChoices() throws IOException {
        Files.writeString(directory.resolve("sealed.json"), "{}\n");

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> new SealedFile(new NioStateStorage(), directory).read())
                .withMessageContaining("sealed.json is damaged")
                .withMessageContaining("or move it away: the inventory then does not list what was sealed before");
    }

    @Test
    void isToldByItsFingerprintOnlyIfAllOfItWasShipped() {
        assertThat(source(1024).isWhole()).isTrue();
        assertThat(source(1023).isWhole()).as("too short").isFalse();
        assertThat(source(2000, 2000, List.of(new Span(5, 6))).isWhole()).isFalse();
        assertThat(source(2000, 1999, List.of()).isWhole())
                .as("not read to its end")
                .isFalse();
    }

    private SealedSource source(long length) {
        return source(length, length, List.of());
    }

    private SealedSource source(long length, long read, List<Span> lost) {
        return new SealedSource(
                SourceId.mint(clock, random),
                "/var/log/a.log",
                "nginx",
                Delivery.ACKED,
                0,
                length,
                SealReason.ROTATED,
                lost,
                1,
                2,
                new Fingerprint(read, 3, 4),
                now);
    }
}
