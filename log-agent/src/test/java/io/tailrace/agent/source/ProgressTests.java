package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.testing.Seed;
import io.tailrace.protocol.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTests {

    @Test
    void goesOnlyAsFarAsAllIsAcknowledged() {
        Progress progress = new Progress(10);
        progress.sent(new Span(10, 20));
        progress.sent(new Span(20, 25));
        progress.sent(new Span(25, 40));

        progress.acked(new Span(20, 25));
        assertThat(progress.acked()).isEqualTo(10);
        assertThat(progress.inFlightMessages()).isEqualTo(2);
        assertThat(progress.inFlightBytes()).isEqualTo(25);
        progress.acked(new Span(10, 20));
        assertThat(progress.acked()).isEqualTo(25);
        progress.acked(new Span(25, 40));
        assertThat(progress.acked()).isEqualTo(40);
        assertThat(progress.inFlightMessages()).isZero();
        assertThat(progress.inFlightBytes()).isZero();
    }

    @Test
    void comesOutTheSameInAnyOrder() {
        Seed seed = Seed.of(this);
        Random random = seed.random();
        for (int round = 0; round < 300; round++) {
            Progress progress = new Progress(0);
            List<Span> inFlight = new ArrayList<>();
            Set<Span> open = new HashSet<>();
            long end = 0;
            for (int step = 0; step < 60; step++) {
                if (random.nextBoolean()) {
                    Span span = new Span(end, end + 1 + random.nextInt(5));
                    end = span.end();
                    progress.sent(span);
                    inFlight.add(span);
                    open.add(span);
                } else if (!inFlight.isEmpty()) {
                    Span span = inFlight.remove(random.nextInt(inFlight.size()));
                    progress.acked(span);
                    open.remove(span);
                }
                long expected = open.isEmpty() ? end : Collections.min(open).start();
                assertThat(progress.acked()).as("%s", seed).isEqualTo(expected);
                assertThat(progress.inFlightMessages()).as("%s", seed).isEqualTo(open.size());
                assertThat(progress.inFlightBytes())
                        .as("%s", seed)
                        .isEqualTo(open.stream().mapToLong(Span::length).sum());
            }
        }
    }
}
