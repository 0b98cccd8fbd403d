package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.tailrace.nats.testing.NatsServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ControlConnectionTests {

    @Test
    void connectsAndTellsOfEachReconnect() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            ControlConnection control = connectTo(server.url());
            AtomicInteger connects = new AtomicInteger();
            control.onConnected(connection -> connects.incrementAndGet());
            control.start();
            try {
                assertThat(control.await().getStatus()).isEqualTo(Connection.Status.CONNECTED);
                await().untilAtomic(connects, org.hamcrest.Matchers.equalTo(1));
                server.kill();
                server.restart();
                await().atMost(Duration.ofSeconds(20)).untilAtomic(connects, org.hamcrest.Matchers.equalTo(2));
            } finally {
                control.stop();
            }
        }
    }

    private static ControlConnection connectTo(String url) {
        NatsProperties properties = new NatsProperties(List.of(url), Duration.ofSeconds(2));
        return new ControlConnection(new JnatsConnectionFactory(properties, Backoff.standard()));
    }
}
