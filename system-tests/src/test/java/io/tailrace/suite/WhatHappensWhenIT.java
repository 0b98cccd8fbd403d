package io.tailrace.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.impl.Headers;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.Partitioning;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.StreamAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The table "what happens when" of the design, row by row, with real processes: each test is named as its row is, and breaks
 * what the row says. What is cheaper to show elsewhere in all its variants has its place there; that it is so of the whole is
 * shown here.
 */
@Timeout(180)
class WhatHappensWhenIT {

    private static final String HOST = "rows.example.com";
    private static final Duration PATIENCE = Scene.PATIENCE;
    private static final long IN_FLIGHT = 1_000_000;
    private static final int TRANSFER = 20_000_000;
    private static final int WRONG_CONFIGURATION = 78;
    private static final long AWAY_BYTES = Long.getLong("tailrace.away.bytes", 64_000_000);
    private static final int CHUNK = 8_000_000;

    // Services here have a heap of 96 MB; whatever grew with what is written would be more than the rest of this.
    private static final long MAX_RESIDENT = 320_000_000;
    private static final Pattern REPAIR = Pattern.compile("tailrace\\.collector\\.recover = (\\S+?)[;,.\\s]");

    private static Scene scene;

    @BeforeAll
    static void start() throws Exception {
        scene = Scene.start(HOST);
    }

    @AfterAll
    static void stop() throws IOException {
        scene.close();
    }

    @Test
    @DisplayName("agent killed")
    void agentKilled() throws Exception {
        Path log = scene.log("agent-killed");
        NatsServer nats = scene.suite().nats();
        // While the broker stands still nothing is acknowledged, so the agent's window stays as full as it is.
        long inFlight = Freezer.freeze(nats.pid(), () -> Scene.append(log, TRANSFER), IN_FLIGHT, this::sentAndNotAcked);
        scene.agent().kill();
        Freezer.thaw(nats.pid());
        scene.agent().start();

        scene.awaitArchived(log);
        scene.awaitAcked(log);
        show("agent killed with " + inFlight + " bytes sent and not acknowledged; " + audit());
        assertThat(audit().duplicatedMessages()).isZero();
    }

    @Test
    @DisplayName("collector killed")
    void collectorKilled() throws Exception {
        Path log = scene.log("collector-killed");
        long inFlight = Freezer.freeze(
                scene.collector().pid(),
                () -> Scene.append(log, TRANSFER),
                IN_FLIGHT,
                () -> scene.acked(log) - scene.archived(log));
        scene.collector().kill();
        scene.collector().start();

        scene.awaitArchived(log);
        show("collector killed with " + inFlight + " bytes stored and not archived");
    }

    @Test
    @DisplayName("broker killed and restarted")
    void brokerKilledAndRestarted() throws Exception {
        Path log = scene.log("broker-killed");
        NatsServer nats = scene.suite().nats();
        long inFlight = Freezer.freeze(nats.pid(), () -> Scene.append(log, TRANSFER), IN_FLIGHT, this::sentAndNotAcked);
        nats.kill();
        nats.restart();

        scene.awaitArchived(log);
        show("nats-server killed with " + inFlight + " bytes sent and not acknowledged; " + audit());
        assertThat(audit().duplicatedMessages()).isZero();
    }

    /** As many bytes as {@code -Dtailrace.away.bytes} says. */
    @Test
    @DisplayName("broker away for hours")
    void brokerAwayForHours() throws Exception {
        Path log = scene.log("broker-away");
        NatsServer nats = scene.suite().nats();
        Residence before = Residence.of(scene);
        nats.kill();
        Residence away = Residence.of(scene);
        for (long written = 0; written < AWAY_BYTES; written += CHUNK) {
            Scene.append(log, CHUNK);
            away = away.orMore(Residence.of(scene));
        }
        nats.restart();
        Residence catchingUp = Residence.of(scene);
        long size = Files.size(log);
        while (scene.archived(log) < size) {
            catchingUp = catchingUp.orMore(Residence.of(scene));
            Poll.pause(Duration.ofMillis(200));
        }

        assertThat(new Archive(scene.suite().directory().archive(), HOST).files(log))
                .singleElement()
                .satisfies(archived -> assertThat(Files.mismatch(log, archived)).isEqualTo(-1));
        show(size + " bytes written while the broker was away: before " + before + "; away at most " + away
                + "; catching up at most " + catchingUp);
        assertThat(away.orMore(catchingUp).agent()).isLessThan(MAX_RESIDENT);
        assertThat(away.orMore(catchingUp).collector()).isLessThan(MAX_RESIDENT);
    }

    @Test
    @DisplayName("stream full (`discard: new`)")
    void streamFull() throws Exception {
        Path log = scene.log("stream-full");
        long bytes = scene.stream().getByteCount();
        scene.change(stream -> stream.maxBytes(bytes + IN_FLIGHT).discardPolicy(DiscardPolicy.New));
        Scene.append(log, TRANSFER);

        Scene.awaitNotReady(scene.agent(), "maximum bytes exceeded");
        assertThat(Files.size(log)).isGreaterThan(scene.archived(log));
        scene.change(stream -> stream.maxBytes(-1).discardPolicy(DiscardPolicy.Old));
        scene.awaitArchived(log);
        Scene.awaitReady(scene.agent());
    }

    @Test
    @DisplayName("stream purged, recreated, restored, rolled back")
    void streamPurgedRecreatedRestoredRolledBack() throws Exception {
        Path recreated = scene.log("recreated");
        Path rolledBack = scene.log("rolled-back");
        Path purged = scene.log("purged");
        NatsServer nats = scene.suite().nats();

        scene.collector().kill();
        Scene.append(recreated, 200_000);
        scene.awaitAcked(recreated);
        scene.manage(streams -> streams.deleteStream(Suite.STREAM)); // stream-admin creates it anew
        await().atMost(PATIENCE).until(() -> holds(200_000));
        nats.kill();
        Path copy = scene.directory("copy-of-the-store");
        Directories.copy(nats.storeDirectory(), copy);
        nats.restart();
        Scene.append(rolledBack, 200_000);
        scene.awaitAcked(rolledBack);
        nats.kill();
        Directories.copy(copy, nats.storeDirectory());
        nats.restart();
        await().atMost(PATIENCE).until(() -> holds(400_000));
        scene.collector().start();
        scene.awaitArchived(recreated);
        scene.awaitArchived(rolledBack);

        scene.collector().kill();
        Scene.append(purged, 100_000);
        scene.awaitAcked(purged);
        scene.manage(streams -> streams.purgeStream(Suite.STREAM));
        scene.collector().start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.report(purged)).contains("incomplete", range(purged), "purged"));
    }

    @Test
    @DisplayName("messages expire before they were collected")
    void messagesExpireBeforeTheyWereCollected() throws Exception {
        Path log = scene.log("expired");
        scene.collector().kill();
        Scene.append(log, 100_000);
        scene.awaitAcked(log);
        scene.change(stream -> stream.maxAge(Duration.ofSeconds(1)).duplicateWindow(Duration.ofSeconds(1)));
        await().atMost(PATIENCE).until(() -> scene.stream().getMsgCount() == 0);
        scene.collector().start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.report(log)).contains("incomplete", range(log), "expired"));
        scene.change(stream -> stream.maxAge(Duration.ofDays(1)).duplicateWindow(Duration.ofMinutes(2)));
    }

    @Test
    @DisplayName("collector's disk full")
    void collectorsDiskFull() throws Exception {
        Path log = scene.log("disk-full");
        try (SmallDisk disk = SmallDisk.mount(scene.directory("small-archive"), "8m");
                ServiceProcess collector =
                        scene.collector("small", scene.directory("small-state"), disk.path(), Map.of())) {
            Scene.awaitReady(collector);
            Scene.append(log, TRANSFER);

            Scene.awaitNotReady(collector, "paused");
            disk.resize("200m");
            Scene.awaitArchived(disk.path(), HOST, log);
            Scene.awaitReady(collector);
        }
    }

    @Test
    @DisplayName("collector's ledger lost or older than the archive")
    void collectorsLedgerLostOrOlderThanTheArchive() throws Exception {
        Path log = scene.log("ledger-lost");
        Path state = scene.directory("repaired-state");
        Path archive = scene.directory("repaired-archive");
        Path older = scene.directory("older-ledger");
        try (ServiceProcess collector = scene.collector("repaired", state, archive, Map.of())) {
            Scene.awaitReady(collector);
            Scene.append(log, 100_000);
            Scene.awaitArchived(archive, HOST, log);
        }
        Directories.copy(state, older);
        try (ServiceProcess collector = scene.collector("repaired", state, archive, Map.of())) {
            Scene.awaitReady(collector);
            Scene.append(log, 100_000);
            Scene.awaitArchived(archive, HOST, log);
        }

        Directories.clear(state);
        String word = repairNamedAtTheStart(state, archive);
        repair(state, archive, word, log);
        Directories.clear(state);
        Directories.copy(older, state);
        word = repairNamedAtTheStart(state, archive);
        repair(state, archive, word, log);
    }

    private String repairNamedAtTheStart(Path state, Path archive) throws Exception {
        try (ServiceProcess refusing = scene.collector("repaired", state, archive, Map.of())) {
            assertThat(refusing.awaitExit(PATIENCE)).isEqualTo(WRONG_CONFIGURATION);
            Matcher choice = REPAIR.matcher(refusing.lastOutput());
            assertThat(choice.find()).as("%s", refusing.lastOutput()).isTrue();
            return choice.group(1);
        }
    }

    private static void repair(Path state, Path archive, String word, Path log) throws Exception {
        try (ServiceProcess repaired = scene.collector(
                "repaired",
                state,
                archive,
                Map.of(),
                "--tailrace.collector.recover=" + word,
                "--tailrace.collector.take-over=true")) {
            Scene.append(log, 100_000);
            Scene.awaitArchived(archive, HOST, log);
            Scene.awaitReady(repaired);
        }
    }

    @Test
    @DisplayName("agent's state directory read-only or full")
    void agentsStateDirectoryReadOnlyOrFull() throws Exception {
        String host = "state.example.com";
        Path log = scene.directory("state-logs").resolve("access.log");
        try (SmallDisk disk = SmallDisk.mount(scene.directory("small-state-directory"), "4m")) {
            disk.readOnly(true);
            try (ServiceProcess refusing = scene.agent(host, disk.path(), log.toString(), Map.of())) {
                assertThat(refusing.awaitExit(PATIENCE)).isEqualTo(WRONG_CONFIGURATION);
                assertThat(refusing.lastOutput()).contains(disk.path().toString());
            }
            disk.readOnly(false);
            try (ServiceProcess agent = scene.agent(host, disk.path(), log.toString(), Map.of())) {
                Scene.append(log, 10_000);
                Scene.awaitArchived(scene.suite().directory().archive(), host, log);
                disk.fill();
                Scene.append(log, 10_000);

                Scene.awaitNotReady(agent, "No space left on device");
                Scene.awaitArchived(scene.suite().directory().archive(), host, log);
                disk.clear();
                Scene.awaitReady(agent);
            }
        }
    }

    @Test
    @DisplayName("poison message, hostile headers")
    void poisonMessageHostileHeaders() throws Exception {
        String host = "poison.example.com";
        String subject = "logs.p" + new Partitioning(16).of(host) + "." + host;
        Connection hostile = scene.suite().connect();
        Headers wrongSpan = new Headers();
        wrongSpan.add(LogHeaders.SPAN, "99999999999999999999-1");
        Headers climbing = new Headers();
        climbing.add(LogHeaders.SOURCE, "01a20735-4909-7d7c-a585-120be761327c");
        climbing.add(LogHeaders.PATH, "/../../../../etc/cron.d/../passwd\u0000");
        climbing.add(LogHeaders.SPAN, "0-4");
        hostile.publish(subject, wrongSpan, "poison".getBytes(UTF_8));
        hostile.publish(subject, climbing, "evil".getBytes(UTF_8));
        hostile.publish(subject, "a good line\n".getBytes(UTF_8));
        hostile.flush(Duration.ofSeconds(10));
        hostile.close();

        Archive archive = new Archive(scene.suite().directory().archive(), host);
        Workplace.awaitContent(archive.plainDirectory(), "a good line\n".getBytes(UTF_8));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Scene.text(scene.collector().actuator(), "deadletters?host=" + host))
                        .contains("\"reason\":\"header\""));
        assertThat(archive.all()).allMatch(file -> file.normalize().startsWith(archive.root()));
    }

    @Test
    @DisplayName("two agents with one host name, two collectors on one partition")
    void twoAgentsWithOneHostNameTwoCollectorsOnOnePartition() throws Exception {
        Path first = scene.log("one-of-two");
        Path second = scene.directory("other-logs").resolve("access.log");
        Scene.append(first, 100_000);
        Scene.append(second, 100_000);
        try (ServiceProcess agent = scene.agent(HOST, scene.directory("other-agent"), second.toString(), Map.of());
                ServiceProcess collector = scene.collector(
                        "archive",
                        scene.directory("other-collector-state"),
                        scene.directory("other-collector-archive"),
                        Map.of())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Scene.text(agent.actuator(), "health/readiness")
                                    + Scene.text(scene.agent().actuator(), "health/readiness"))
                            .contains("\"host\""));
            Scene.awaitNotReady(collector, "belongs to the collector with ledger");
            Scene.append(first, 100_000);
            Scene.append(second, 100_000);
            scene.awaitArchived(first);
            scene.awaitArchived(second);
        }
    }

    /** That partitions change is shown by {@code MoveTests}: the other hosts of this suite would have to change, too. */
    @Test
    @DisplayName("host renamed, partitions changed")
    void hostRenamedPartitionsChanged() throws Exception {
        Path state = scene.directory("renamed-state");
        Path log = scene.directory("renamed-logs").resolve("access.log");
        Path archive = scene.suite().directory().archive();
        Scene.append(log, 100_000);
        try (ServiceProcess before = scene.agent("before.example.com", state, log.toString(), Map.of())) {
            Scene.awaitReady(before);
            Scene.awaitArchived(archive, "before.example.com", log);
        }
        Scene.append(log, 50_000);
        try (ServiceProcess after = scene.agent("after.example.com", state, log.toString(), Map.of())) {
            Archive moved = new Archive(archive, "before.example.com");
            Archive goesOn = new Archive(archive, "after.example.com");
            byte[] written = Files.readAllBytes(log);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(concatenated(moved, goesOn, log)).isEqualTo(written));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(Scene.text(scene.collector().actuator(), "ledger?host=before.example.com"))
                                    .contains("moved"));
            Scene.awaitReady(after);
        }
    }

    @Test
    @DisplayName("the agent's or collector's clock jumps")
    void theAgentsOrCollectorsClockJumps() throws Exception {
        String host = "clock.example.com";
        Path log = scene.directory("clock-logs").resolve("access.log");
        Path archive = scene.directory("clock-archive");
        FakeClock clock = FakeClock.in(scene.directory("clock"));
        try (ServiceProcess agent =
                        scene.agent(host, scene.directory("clock-agent"), log.toString(), clock.environment());
                ServiceProcess collector =
                        scene.collector("clock", scene.directory("clock-state"), archive, clock.environment())) {
            Scene.awaitReady(agent);
            Scene.awaitReady(collector);
            for (String jump : new String[] {"+0", "+400d", "-400d", "+1h"}) {
                clock.jump(jump);
                Scene.append(log, 100_000);
                Scene.awaitArchived(archive, host, log);
            }
            assertThat(agent.isRunning() && collector.isRunning()).isTrue();
            assertThat(new Archive(archive, host).files(log)).hasSize(1);
        }
    }

    private long sentAndNotAcked() {
        return scene.agent()
                .actuator()
                .metrics()
                .map(metrics -> metrics.sum("tailrace_agent_inflight_bytes"))
                .orElse(0L);
    }

    private static boolean holds(long bytes) {
        try {
            return scene.stream().getByteCount() >= bytes;
        } catch (IOException | JetStreamApiException e) {
            return false; // It is not there at the moment.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String range(Path log) throws IOException {
        return "0-" + Files.size(log);
    }

    private static byte[] concatenated(Archive moved, Archive goesOn, Path log) throws IOException {
        byte[] before = Workplace.concatenated(moved.files(log));
        byte[] after = Workplace.concatenated(goesOn.files(log));
        byte[] all = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        return all;
    }

    private static StreamAudit audit() throws Exception {
        Connection connection = scene.suite().connect();
        try {
            return StreamAudit.read(connection, Suite.STREAM, "logs.*." + HOST);
        } finally {
            connection.close();
        }
    }

    private static void show(String line) {
        System.out.println("[rows] " + line);
    }
}
