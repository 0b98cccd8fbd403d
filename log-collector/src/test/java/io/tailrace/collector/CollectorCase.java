package io.tailrace.collector;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.nats.testing.NatsServer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A collector and a real server for each test. */
abstract class CollectorCase {

    final Random random = new Random(42);
    NatsServer server;
    CollectorFixture fixture;

    @BeforeEach
    void setUp(@TempDir Path directory) throws Exception {
        server = NatsServer.start();
        fixture = new CollectorFixture(server, directory);
    }

    @AfterEach
    void tearDown() throws Exception {
        fixture.close();
        server.close();
    }

    /** For tests that reset consumers themselves. */
    void assumeThatConsumersCanBeReset() {
        assumeThat(fixture.connection.getServerInfo().isSameOrNewerThanVersion("2.14.0"))
                .as("consumers can be reset")
                .isTrue();
    }

    /** For tests that pause consumers, so that nothing is delivered. */
    void assumeThatConsumersCanBePaused() {
        assumeThat(fixture.connection.getServerInfo().isSameOrNewerThanVersion("2.11.0"))
                .as("consumers can be paused")
                .isTrue();
    }

    static boolean isReading(Collector collector) {
        return collector.intake().status().stream().allMatch(status -> status.waitingFor() == null);
    }

    PublishedFile file(String path, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return fixture.new PublishedFile(path, bytes, random);
    }
}
