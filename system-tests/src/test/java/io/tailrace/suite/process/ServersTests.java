package io.tailrace.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void areAClusterThatHoldsStreamsOnAllOfThem() throws Exception {
        try (Servers servers = start(3)) {
            StreamInfo created = create(servers.all().get(0), 3);

            assertThat(created.getConfiguration().getReplicas()).isEqualTo(3);
            assertThat(created.getClusterInfo())
                    .isNotNull()
                    .satisfies(cluster -> assertThat(cluster.getLeader()).matches("n[123]"))
                    .satisfies(cluster -> assertThat(cluster.getReplicas()).hasSize(2));
        }
    }

    /** Clients that reach them by proxies would else go round those. */
    @Test
    void tellNobodyOfOneAnother() throws Exception {
        try (Servers servers = start(3)) {
            create(servers.all().get(0), 3);
            for (NatsServer server : servers.all()) {
                ask(server, connection -> {
                    assertThat(connection.getServerInfo().getConnectURLs()).isNullOrEmpty();
                    assertThat(connection.getServers()).containsExactly(server.url());
                    return true;
                });
            }
        }
    }

    @Test
    void keepPortAndStoreWhenTheyAreStartedAgain() throws Exception {
        try (Servers servers = start(1)) {
            NatsServer server = servers.all().get(0);
            String url = server.url();
            create(server, 1);

            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.startAgain();

            assertThat(server.url()).isEqualTo(url);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> ask(
                            server,
                            connection -> connection
                                    .jetStreamManagement()
                                    .getStreamNames()
                                    .contains("LOGS")));
        }
    }

    private Servers start(int count) throws IOException {
        SuiteDirectory suite = new SuiteDirectory(directory);
        Files.createDirectories(suite.output());
        return Servers.start(suite, count);
    }

    /** A cluster has to agree on a leader first. */
    private static StreamInfo create(NatsServer server, int replicas) {
        StreamConfiguration stream = StreamConfiguration.builder()
                .name("LOGS")
                .subjects("logs.>")
                .replicas(replicas)
                .build();
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> ask(
                                server,
                                connection -> connection.jetStreamManagement().addStream(stream)),
                        info -> true);
    }

    private interface Question<T> {
        T ask(Connection connection) throws Exception;
    }

    private static <T> T ask(NatsServer server, Question<T> question) throws Exception {
        Connection connection = Nats.connect(server.url());
        try {
            return question.ask(connection);
        } finally {
            connection.close();
        }
    }
}
