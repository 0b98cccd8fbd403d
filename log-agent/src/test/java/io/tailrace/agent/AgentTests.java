package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.DiscardPolicy;
import io.tailrace.agent.StreamContents.Stored;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Compressed;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent, from real files to a real stream. */
@Timeout(180)
class AgentTests {

    @TempDir
    Path directory;

    private AgentFixture agent;

    @BeforeEach
    void startServer() throws Exception {
        agent = new AgentFixture(directory);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void shipsWhatIsThereAndWhatIsAppended() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 1000));
        agent.start().awaitAcked();
        agent.write("a.log", lines(1000, 1010));
        agent.awaitAcked();
        Stored stored = only(file);
        assertThat(stored.text()).isEqualTo(lines(0, 1010));
        assertThat(stored.origin.input()).isEqualTo("app");
        assertThat(stored.messages).allMatch(message -> message.linePart() == LinePart.WHOLE);
    }

    @Test
    void shipsWithoutAcknowledgementsWhereNoneAreWanted() throws Exception {
        agent.stream(stream -> stream);
        agent.key("inputs.app.delivery", "fire-and-forget");
        Path file = agent.write("a.log", lines(0, 5000));
        agent.start().awaitAcked();
        Stored stored = only(file);
        assertThat(stored.text()).isEqualTo(lines(0, 5000));
        assertThat(stored.origin.delivery()).isEqualTo(Delivery.FIRE_AND_FORGET);
        assertThat(stored.messages)
                .allMatch(message -> message.acked().isEmpty(), "does not say what nobody acknowledged");
    }

    @Test
    void followsARotationAndSealsWhatWasRotated() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 100));
        agent.start().awaitAcked();
        Files.move(file, agent.logs.resolve("a.log.1"));
        Files.writeString(agent.logs.resolve("a.log.1"), lines(100, 110), StandardOpenOption.APPEND);
        agent.write("a.log", "new\n");
        agent.awaitTold("sealed " + file);
        agent.awaitAcked();
        List<Stored> stored = agent.contents().of(file);
        assertThat(stored).extracting(Stored::text).containsExactly(lines(0, 110), "new\n");
        assertThat(stored.get(0).seal).isEqualTo(SealReason.ROTATED);
        assertThat(stored.get(1).seal).isNull();
    }

    @Test
    void goesOnAfterARestartWhereItStopped() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 100));
        agent.start().awaitAcked();
        agent.stop();
        agent.write("a.log", lines(100, 200));
        Files.move(file, agent.logs.resolve("a.log.1"), StandardCopyOption.ATOMIC_MOVE);
        agent.write("a.log", "new\n");
        agent.start();
        agent.awaitSources(2);
        agent.awaitAcked();
        StreamContents contents = agent.contents();
        assertThat(contents.of(file)).extracting(Stored::text).containsExactlyInAnyOrder(lines(0, 200), "new\n");
        assertThat(contents.duplicateBytes()).isZero();
    }

    @Test
    void losesNothingWhenTheServerIsKilledAgainAndAgain() throws Exception {
        agent.stream(stream -> stream);
        byte[] content = lines(0, 1_200_000).getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(agent.logs.resolve("a.log"), content);
        agent.start();
        int killedInFlight = 0;
        for (long goal = content.length / 8; goal < content.length; goal += content.length / 4) {
            long acked = goal;
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> agent.ask(view ->
                            view.sources().stream().mapToLong(Source::acked).sum() > acked));
            agent.server.kill();
            if (agent.ask(view -> view.outbox().inFlightBytes()) > 0) {
                killedInFlight++;
            }
            agent.server.restart();
        }
        agent.awaitAcked();
        StreamContents contents = agent.contents();
        assertThat(contents.of(file)).hasSize(1);
        assertThat(contents.of(file).get(0).bytes()).isEqualTo(content);
        assertThat(contents.duplicateBytes()).isZero();
        assertThat(killedInFlight).isPositive();
    }

    @Test
    void sendsOneLineAMessageWhereThatIsWanted() throws Exception {
        agent.stream(stream -> stream);
        agent.key("inputs.app.max-lines-per-message", "1");
        Path file = agent.write("a.log", lines(0, 3000));
        agent.start().awaitAcked();
        Stored stored = only(file);
        assertThat(stored.text()).isEqualTo(lines(0, 3000));
        assertThat(stored.messages).hasSize(3000);
    }

    @Test
    void beginsAtTheEndOfFilesThatWereThereWhereThatIsWanted() throws Exception {
        agent.stream(stream -> stream);
        agent.key("inputs.app.start-at", "end");
        Path old = agent.write("old.log", lines(0, 100));
        agent.start().awaitSources(1);
        agent.write("old.log", lines(100, 110));
        Path fresh = agent.write("fresh.log", lines(0, 10));
        agent.awaitSources(2);
        agent.awaitAcked();
        StreamContents contents = agent.contents();
        assertThat(contents.of(old).get(0).text()).isEqualTo(lines(100, 110));
        assertThat(contents.of(old).get(0).origin.from())
                .isEqualTo(lines(0, 100).length());
        assertThat(contents.of(fresh).get(0).text()).isEqualTo(lines(0, 10));
    }

    @Test
    void holdsALineWithoutEndForAWhile() throws Exception {
        agent.stream(stream -> stream);
        agent.key("inputs.app.partial-line-timeout", "400ms");
        Path file = agent.write("a.log", "whole\nbegun");
        agent.start().awaitAcked();
        agent.write("a.log", " and ended\n");
        agent.awaitAcked();
        Stored stored = only(file);
        assertThat(stored.text()).isEqualTo("whole\nbegun and ended\n");
        assertThat(stored.messages)
                .extracting(LogMessage.Content::linePart)
                .containsExactly(LinePart.WHOLE, LinePart.BEGIN, LinePart.END);
    }

    @Test
    void waitsForAStreamThatIsMissing() throws Exception {
        Path file = agent.write("a.log", lines(0, 100));
        agent.start().awaitTold("shut: stream LOGS does not exist");
        agent.stream(stream -> stream);
        agent.awaitAcked();
        assertThat(only(file).text()).isEqualTo(lines(0, 100));
    }

    @Test
    void waitsWhileTheStreamIsFullAndSaysSoEachTime() throws Exception {
        agent.stream(stream -> stream.maxBytes(100_000).discardPolicy(DiscardPolicy.New));
        agent.key("max-message-size", "10KB");
        agent.write("a.log", lines(0, 10_000));
        agent.start().awaitTold("shut: stream LOGS refused a message: maximum bytes exceeded");
        long inFlight = agent.ask(view -> view.outbox().inFlightBytes());
        assertThat(inFlight).isLessThan(9_000_000);
        agent.updateStream(stream -> stream.maxBytes(10_000_000));
        agent.awaitAcked();
        assertThat(agent.told.get(agent.told.size() - 1)).isEqualTo("open");
        StreamContents contents = agent.contents();
        assertThat(contents.of(agent.logs.resolve("a.log")).get(0).text()).isEqualTo(lines(0, 10_000));
        assertThat(contents.duplicateBytes()).isZero();
    }

    @Test
    void cutsWhatIsOnItsWayWhenTheStreamTakesSmallerMessagesOnly() throws Exception {
        agent.stream(stream -> stream.maxMessages(3).discardPolicy(DiscardPolicy.New));
        Path file = agent.write("a.log", lines(0, 20_000));
        agent.start().awaitTold("shut: stream LOGS refused a message: maximum messages exceeded");
        agent.updateStream(stream -> stream.maxMessages(-1).maximumMessageSize(2_000));
        agent.write("a.log", lines(20_000, 21_000));
        agent.awaitAcked();
        Stored stored = only(file);
        assertThat(stored.text()).isEqualTo(lines(0, 21_000));
        assertThat(stored.messages).allMatch(message -> message.linePart() == LinePart.WHOLE);
        assertThat(stored.messages.stream().filter(message -> message.span().length() > 2_000))
                .hasSize(2);
    }

    @Test
    void keepsBelowTheServersLimit() throws Exception {
        agent.close();
        agent = new AgentFixture(
                directory, NatsServer.builder().config("max_payload: 4096").start());
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 5_000));
        agent.start().awaitAcked();
        assertThat(only(file).text()).isEqualTo(lines(0, 5_000));
    }

    @Test
    void cutsWhatIsOnItsWayWhenTheServerComesBackWithASmallerLimit() throws Exception {
        agent.stream(stream -> stream.maxMessages(3).discardPolicy(DiscardPolicy.New));
        Path file = agent.write("a.log", lines(0, 20_000));
        agent.start().awaitTold("shut: stream LOGS refused a message: maximum messages exceeded");
        agent.server.reload("max_payload: 4096");
        agent.server.restart();
        agent.updateStream(stream -> stream.maxMessages(-1));
        agent.awaitAcked();
        assertThat(only(file).text()).isEqualTo(lines(0, 20_000));
    }

    @Test
    void losesNothingWhenTheServerIsALameDuck() throws Exception {
        agent.close();
        agent = new AgentFixture(
                directory,
                NatsServer.builder()
                        .config("lame_duck_grace_period: 100ms, lame_duck_duration: 30s")
                        .start());
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 300_000));
        agent.start();
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> agent.ask(view -> view.sources().stream().anyMatch(source -> source.acked() > 1_000_000)));
        new ProcessBuilder("kill", "-USR2", Long.toString(agent.server.pid()))
                .start()
                .waitFor();
        agent.awaitTold("shut: no connection to NATS");
        agent.write("a.log", lines(300_000, 300_100));
        agent.server.restart();
        agent.awaitAcked();
        assertThat(only(file).text()).isEqualTo(lines(0, 300_100));
        assertThat(agent.contents().duplicateBytes()).isZero();
    }

    @Test
    void finishesWhatIsOnItsWayWhenItStops() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 500_000));
        agent.start();
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> agent.ask(view -> view.sources().stream().anyMatch(source -> source.acked() > 1_000_000)));
        agent.stop();
        String before = only(file).text();
        agent.start().awaitAcked();
        StreamContents contents = agent.contents();
        assertThat(contents.of(file)).hasSize(1);
        assertThat(contents.of(file).get(0).text()).startsWith(before).isEqualTo(lines(0, 500_000));
        assertThat(contents.duplicateBytes()).isZero();
    }

    @Test
    void stopsSoonAndWithoutAThreadLeftWhileTheServerIsAway() throws Exception {
        Set<Thread> before = threads();
        agent.stream(stream -> stream);
        agent.write("a.log", lines(0, 100_000));
        agent.start().awaitAcked();
        agent.server.kill();
        agent.write("a.log", lines(0, 100_000));
        agent.awaitTold("shut: no connection to NATS");
        long begin = System.nanoTime();
        agent.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        agent.server.restart();
    }

    @Test
    void readsWhatIsLeftOfACutFileFromItsCopyWhileItCouldNotPublish() throws Exception {
        agent.stream(stream -> stream);
        agent.key("inputs.app.paths", agent.logs + "/*.log*");
        Path file = agent.write("a.log", lines(0, 100));
        agent.start().awaitAcked();
        agent.server.kill();
        agent.awaitTold("shut: no connection to NATS");
        agent.write("a.log", lines(100, 50_000));
        Files.copy(file, agent.logs.resolve("a.log.1"));
        Files.writeString(file, "");
        agent.write("a.log", "new\n");
        agent.server.restart();
        agent.awaitTold("sealed " + file);
        agent.awaitAcked();

        StreamContents contents = agent.contents();
        assertThat(contents.of(file)).extracting(Stored::text).containsExactlyInAnyOrder(lines(0, 50_000), "new\n");
        assertThat(contents.of(agent.logs.resolve("a.log.1"))).isEmpty();
        assertThat(contents.duplicateBytes()).isZero();
    }

    @Test
    void readsALargeCompressedFileThatWasRotatedWhileItWasDown() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 100_000));
        agent.start().awaitAcked();
        agent.stop();
        agent.write("a.log", lines(100_000, 400_000));
        Path other = agent.write("b.log", lines(0, 10));
        Compressed.file(Compression.ZSTD, Files.move(file, agent.logs.resolve("a.log.1")));
        agent.start();
        agent.awaitTold("sealed " + file);
        agent.awaitAcked();

        StreamContents contents = agent.contents();
        assertThat(contents.of(file)).extracting(Stored::text).containsExactly(lines(0, 400_000));
        assertThat(contents.of(file).get(0).seal).isEqualTo(SealReason.ROTATED);
        assertThat(contents.of(other)).extracting(Stored::text).containsExactly(lines(0, 10));
        assertThat(contents.duplicateBytes()).isZero();
    }

    @Test
    void goesOnFromMemoryWhileItsStateDirectoryCanNotBeWrittenTo() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", lines(0, 100));
        agent.start().awaitAcked();
        Path state = directory.resolve("state");
        assumeThat(mount("--bind", state) && mount("-o", "remount,bind,ro", state))
                .as("only root can mount")
                .isTrue();
        try {
            agent.write("a.log", lines(100, 200));
            agent.awaitTold("checkpoint failed: ");
            agent.write("new.log", lines(0, 10));
            agent.awaitSources(2);
            agent.awaitAcked();
        } finally {
            new ProcessBuilder("umount", state.toString()).inheritIO().start().waitFor();
        }
        agent.awaitTold("checkpointed again");
        agent.stop();
        agent.start().awaitAcked();

        StreamContents contents = agent.contents();
        assertThat(contents.of(file)).extracting(Stored::text).containsExactly(lines(0, 200));
        assertThat(contents.duplicateBytes()).isZero();
    }

    private static boolean mount(String option, Object... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("mount", option));
        Arrays.stream(more).map(Object::toString).forEach(command::add);
        if (option.equals("--bind")) {
            command.add(more[0].toString());
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    @Test
    void refusesAStateDirectoryThatAnotherAgentHas() throws Exception {
        agent.stream(stream -> stream);
        agent.start();
        Agent second = agent.another();
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(second::start)
                .withMessageStartingWith("tailrace.agent.state-directory = " + directory.resolve("state"))
                .withMessageContaining("is in use by another agent");
    }

    private Stored only(Path file) throws Exception {
        List<Stored> stored = agent.contents().of(file);
        assertThat(stored).hasSize(1);
        return stored.get(0);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "%07d 192.0.2.7 GET /index.html 200\n".formatted(i))
                .collect(Collectors.joining());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread ->
                        thread.getName().contains("nats") || thread.getName().startsWith("agent-"))
                .collect(Collectors.toSet());
    }
}
