package io.tailrace.suite.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tailrace.suite.fault.Fault.Cut;
import io.tailrace.suite.fault.Fault.Freeze;
import io.tailrace.suite.fault.Fault.Kill;
import io.tailrace.suite.fault.Fault.Restart;
import io.tailrace.suite.fault.Fault.Slow;
import io.tailrace.suite.fault.Fault.Wipe;
import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes that are none and a time of its own. */
class ConductorTests {

    private static final Target AGENT = new Target(Part.AGENT, 0);
    private static final Target SECOND = new Target(Part.SERVER, 1);
    private static final Duration SECOND_LONG = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final FakeScene scene = new FakeScene();
    private final Tally tally = new Tally();
    private final List<String> lines = new ArrayList<>();
    private Timeline timeline;
    private long now;

    @BeforeEach
    void begin() throws IOException {
        timeline = new Timeline(directory.resolve("timeline"), Clock.systemUTC(), lines::add);
    }

    @AfterEach
    void close() throws IOException {
        timeline.close();
        scene.close();
    }

    @Test
    void killsAfterThePauseAndStartsAgainWhenTheTimeIsOver() throws Exception {
        Conductor conductor = conductor(step(SECOND_LONG, false, new Kill(AGENT, SECOND_LONG)));

        after(conductor, 0);
        after(conductor, 900);
        assertThat(scene.agent.running).isTrue();
        after(conductor, 200);
        assertThat(scene.agent.running).isFalse();
        assertThat(conductor.isOver()).isTrue();
        assertThat(conductor.isHealed()).isFalse();
        after(conductor, 1_100);

        assertThat(scene.agent.running).isTrue();
        assertThat(conductor.isHealed()).isTrue();
        assertThat(tally.counts().byKind()).containsEntry("kill -9 log-agent", 1);
    }

    @Test
    void waitsForBytesInFlightButNotForEver() throws Exception {
        Kill kill = new Kill(AGENT, Duration.ZERO);
        Conductor conductor = conductor(step(Duration.ZERO, true, kill), step(Duration.ZERO, true, kill));
        scene.flowing = false;

        after(conductor, 0);
        after(conductor, 5_000);
        assertThat(tally.counts().kills()).isZero();
        scene.flowing = true;
        after(conductor, 0);
        scene.flowing = false;
        after(conductor, 0);
        after(conductor, 21_000);

        assertThat(tally.counts()).returns(2, Tally.Counts::kills).returns(1, Tally.Counts::killsInFlight);
    }

    @Test
    void doesNotKillWhatIsDownAlready() throws Exception {
        Conductor conductor = conductor(
                step(Duration.ZERO, false, new Kill(AGENT, SECOND_LONG)),
                step(Duration.ZERO, false, new Kill(AGENT, SECOND_LONG)));

        after(conductor, 0);
        after(conductor, 500);
        assertThat(tally.counts().kills()).isEqualTo(1);
        after(conductor, 600);

        assertThat(tally.counts().kills()).isEqualTo(2);
    }

    @Test
    void restartsWhatHasEndedInGoodOrder() throws Exception {
        Conductor conductor = conductor(step(Duration.ZERO, false, new Restart(AGENT, SECOND_LONG)));

        after(conductor, 0);
        assertThat(scene.agent.askedToStop).isTrue();
        after(conductor, 5_000);
        assertThat(scene.agent.starts).isZero();
        scene.agent.running = false;
        after(conductor, 0);
        after(conductor, 1_100);

        assertThat(scene.agent.starts).isEqualTo(1);
        assertThat(conductor.isHealed()).isTrue();
    }

    @Test
    void killsWhatDoesNotEnd() throws Exception {
        Conductor conductor = conductor(step(Duration.ZERO, false, new Restart(AGENT, Duration.ZERO)));
        after(conductor, 0);

        after(conductor, 41_000);
        after(conductor, 0);
        after(conductor, 0);

        assertThat(lines).anyMatch(line -> line.contains("log-agent has not ended 40 s after SIGTERM and is killed"));
        assertThat(scene.agent.starts).isEqualTo(1);
    }

    @Test
    void killsWhatIsAboutToEnd() throws Exception {
        Conductor conductor = conductor(
                step(Duration.ZERO, false, new Restart(AGENT, SECOND_LONG)),
                step(Duration.ZERO, false, new Kill(AGENT, Duration.ZERO)));

        after(conductor, 0);
        after(conductor, 0);
        after(conductor, 0);
        after(conductor, 0);

        assertThat(scene.agent.starts).isEqualTo(1);
        assertThat(conductor.isHealed()).isTrue();
    }

    @Test
    void takesAFrozenProcessForOneThatRuns() throws Exception {
        Conductor conductor = conductor(
                step(Duration.ZERO, false, new Freeze(AGENT, SECOND_LONG)),
                step(Duration.ZERO, false, new Kill(AGENT, Duration.ZERO)));

        after(conductor, 0);
        assertThat(conductor.isHealed()).isFalse();
        after(conductor, 0);
        after(conductor, 1_100);

        assertThat(tally.counts().kills()).isEqualTo(1);
        assertThat(conductor.isHealed()).isTrue();
    }

    @Test
    void wipesWhenAllServersHaveEndedAndWaitsForThoseThatAreDown() throws Exception {
        Conductor conductor = conductor(
                step(Duration.ZERO, false, new Kill(SECOND, SECOND_LONG)), step(Duration.ZERO, false, new Wipe()));

        after(conductor, 0);
        after(conductor, 500);
        assertThat(scene.first.askedToStop).isFalse();
        after(conductor, 600);
        assertThat(scene.first.askedToStop).isTrue();
        scene.first.running = false;
        after(conductor, 0);
        assertThat(scene.deletions).isZero();
        scene.second.running = false;
        after(conductor, 0);

        assertThat(scene.deletions).isEqualTo(1);
        assertThat(scene.first.running).isTrue();
        assertThat(scene.second.running).isTrue();
        assertThat(conductor.isHealed()).isTrue();
    }

    @Test
    void mendsALineWhenItsLastFaultIsOver() throws Exception {
        Conductor conductor = conductor(
                step(Duration.ZERO, false, new Slow(Service.AGENT, 1, SECOND_LONG)),
                step(Duration.ZERO, false, new Cut(Service.AGENT, SECOND_LONG.multipliedBy(2))));

        after(conductor, 0);
        after(conductor, 0);
        after(conductor, 1_100);
        assertThat(lines).noneMatch(line -> line.contains("mended"));
        after(conductor, 1_100);

        assertThat(lines).filteredOn(line -> line.contains("mended")).hasSize(1);
    }

    @Test
    void healsAtOnce() throws Exception {
        Conductor conductor = conductor(
                step(Duration.ZERO, false, new Kill(AGENT, SECOND_LONG)),
                step(Duration.ZERO, false, new Slow(Service.COLLECTOR, 1, SECOND_LONG)),
                step(SECOND_LONG, false, new Kill(SECOND, SECOND_LONG)));
        after(conductor, 0);
        after(conductor, 0);

        conductor.heal();

        assertThat(conductor.isOver()).isTrue();
        assertThat(conductor.isHealed()).isTrue();
        assertThat(scene.agent.running).isTrue();
    }

    @Test
    void countsALeaderThatNobodyKnowsAsAServer() throws Exception {
        Conductor conductor =
                conductor(step(Duration.ZERO, false, new Kill(new Target(Part.STREAM_LEADER, 1), Duration.ZERO)));

        after(conductor, 0);

        assertThat(tally.counts().byKind()).containsOnlyKeys("kill -9 nats-server");
    }

    @Test
    void doesNotLetAProcessEndUnnoticed() {
        Conductor conductor = conductor();
        scene.collector.running = false;

        assertThatIllegalStateException()
                .isThrownBy(conductor::tick)
                .withMessageContainingAll("log-collector ended by itself", "last words of log-collector");
    }

    @Test
    void writesDownWhatHappened() throws Exception {
        after(conductor(step(Duration.ZERO, false, new Kill(AGENT, Duration.ZERO))), 0);

        assertThat(Files.readString(directory.resolve("timeline")))
                .contains("kill -9 log-agent, started again at once (log-agent, pid ", "bytes in flight");
        Instant soon = Instant.now().plusSeconds(1);
        assertThat(timeline.faults(Instant.EPOCH, soon))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).startsWith("kill -9 log-agent"));
        assertThat(timeline.faults(soon, soon.plusSeconds(1))).isEmpty();
    }

    private Conductor conductor(Step... plan) {
        return new Conductor(Arrays.asList(plan), scene, timeline, tally, () -> now);
    }

    private static Step step(Duration pause, boolean inFlight, Fault fault) {
        return new Step(pause, inFlight, fault);
    }

    private void after(Conductor conductor, long millis) throws IOException, InterruptedException {
        now += Duration.ofMillis(millis).toNanos();
        conductor.tick();
    }
}
