package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamState;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.ServiceProcess;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.process.SuiteSettings;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.Proof;
import io.tailrace.suite.proof.StreamAudit;
import io.tailrace.suite.proof.Verdict;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.AccessLines;
import io.tailrace.suite.writer.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One transfer of 200 MB during which each part is killed once, with more than 1 MB in flight at that moment. */
class KillsIT {

    private static final long TRANSFER = 200_000_000;
    private static final long IN_FLIGHT = 1_000_000;
    private static final int CHUNK = 1_000_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final AccessLines lines = new AccessLines(new Random(42), Clock.systemUTC());
    private SuiteDirectory directory;
    private Suite suite;
    private LogFile file;
    private Archive archive;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        directory = SuiteDirectory.create("tailrace-kills-");
        Path logs = Files.createDirectory(directory.root().resolve("logs"));
        Path copies = Files.createDirectory(directory.root().resolve("written"));
        file = new LogFile(logs.resolve("access.log"), copies);
        suite = new Suite(directory, SuiteSettings.of("kills.example.com", "kills", logs + "/*.log"));
        archive = new Archive(directory.archive(), suite.settings().host());
        suite.start();
        suite.awaitReady();
    }

    @AfterEach
    void stop() throws IOException {
        file.close();
        suite.close();
        directory.delete();
    }

    @Test
    void theArchiveIsIdenticalAfterAKillOfEachPart() throws Exception {
        writeUpTo(TRANSFER / 10);
        awaitArchived(TRANSFER / 20);
        killAgent();
        awaitArchived(TRANSFER * 2 / 10);
        killCollector();
        awaitArchived(TRANSFER * 5 / 10);
        killNatsServer();

        Poll.until(TIMEOUT, () -> verdict() instanceof Identical);
        assertThat(verdict()).isInstanceOf(Identical.class);
        show("duplicated in the stream: " + audit());
    }

    private void writeUpTo(long bytes) throws IOException {
        StringBuilder chunk = new StringBuilder();
        while (file.current().bytes() < bytes) {
            chunk.setLength(0);
            while (chunk.length() < CHUNK) {
                lines.next(chunk);
            }
            file.append(chunk.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void awaitArchived(long bytes) throws InterruptedException {
        assertThat(Poll.until(TIMEOUT, () -> archive.size(file.path()) >= bytes))
                .as("%d bytes archived", bytes)
                .isTrue();
    }

    /** While the broker stands still nothing is acknowledged, so the agent's window stays as full as it is. */
    private void killAgent() throws IOException, InterruptedException {
        ServiceProcess agent = suite.service(Service.AGENT);
        long inFlight = Freezer.freeze(
                suite.nats().pid(), () -> writeUpTo(TRANSFER * 4 / 10), IN_FLIGHT, this::sentAndNotAcked);
        agent.kill();
        Freezer.thaw(suite.nats().pid());
        show("agent killed with " + inFlight + " bytes sent and not acknowledged");
        agent.start();
    }

    private void killCollector() throws IOException, InterruptedException {
        ServiceProcess collector = suite.service(Service.COLLECTOR);
        long inFlight = Freezer.freeze(
                collector.pid(), () -> writeUpTo(TRANSFER * 7 / 10), IN_FLIGHT, this::deliveredAndNotAcked);
        collector.kill();
        show("collector killed with " + inFlight + " bytes delivered and not acknowledged");
        collector.start();
    }

    private void killNatsServer() throws IOException, InterruptedException {
        NatsServer nats = suite.nats();
        long inFlight = Freezer.freeze(nats.pid(), () -> writeUpTo(TRANSFER), IN_FLIGHT, this::sentAndNotAcked);
        nats.kill();
        show("nats-server killed with " + inFlight + " bytes sent and not acknowledged");
        nats.restart();
    }

    private long sentAndNotAcked() {
        return suite.service(Service.AGENT)
                .actuator()
                .metrics()
                .map(metrics -> metrics.sum("tailrace_agent_inflight_bytes"))
                .orElse(0L);
    }

    private long deliveredAndNotAcked() {
        try {
            Connection connection = suite.connect();
            JetStreamManagement management = connection.jetStreamManagement();
            StreamState stream = management.getStreamInfo(Suite.STREAM).getStreamState();
            long pending = management.getConsumers(Suite.STREAM).stream()
                    .mapToLong(ConsumerInfo::getNumAckPending)
                    .sum();
            connection.close();
            return stream.getMsgCount() == 0 ? 0 : pending * (stream.getByteCount() / stream.getMsgCount());
        } catch (IOException | JetStreamApiException e) {
            throw new IllegalStateException("the broker can't be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Verdict verdict() {
        try {
            return new Proof(archive).of(List.of(file.generations()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StreamAudit audit() throws Exception {
        Connection connection = suite.connect();
        try {
            return StreamAudit.read(connection, Suite.STREAM, "logs.>");
        } finally {
            connection.close();
        }
    }

    private static void show(String line) {
        System.out.println("[kills] " + line);
    }
}
