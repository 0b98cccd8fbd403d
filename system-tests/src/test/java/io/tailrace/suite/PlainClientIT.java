package io.tailrace.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tailrace.protocol.Partitioning;
import io.tailrace.suite.proof.Archive;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite beside NATS clients that know nothing of it. */
@ExtendWith(SharedSuite.class)
class PlainClientIT {

    @Test
    void aLineOfAnyClientEndsUpInTheArchiveOfItsHost(Workplace workplace) throws Exception {
        int partition = new Partitioning(16).of("my.host");
        String line = "sample log line";

        // The protocol is text: this is all that a client has to do.
        int port = workplace.suite().nats().port();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = client.getOutputStream();
            out.write(("CONNECT {}\r\nPUB logs.p" + partition + ".my.host " + line.length() + "\r\n" + line + "\r\n"
                            + "PING\r\n")
                    .getBytes(UTF_8));
            assertThat(new String(client.getInputStream().readNBytes(5), UTF_8)).isEqualTo("INFO ");
        }

        Archive archive = new Archive(workplace.suite().directory().archive(), "my.host");
        Workplace.awaitContent(archive.plainDirectory(), (line + "\n").getBytes(UTF_8));
    }

    @Test
    void aSubscriberSeesTheLinesOfAFollowedFileUnmodified(Workplace workplace) throws Exception {
        Connection connection = workplace.suite().connect();
        Subscription subscription = connection.subscribe("logs.>");
        connection.flush(Duration.ofSeconds(5));
        String marker = "seen by a subscriber ";
        byte[] written = (marker + "1\n" + marker + "2 \u00e4\t\r\n").getBytes(UTF_8);
        Path file = workplace.logs().resolve("a.log");

        Files.write(file, written);

        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        while (seen.size() < written.length) {
            Message message = subscription.nextMessage(Duration.ofSeconds(30));
            assertThat(message).as("a message of " + file).isNotNull();
            if (new String(message.getData(), UTF_8).startsWith(marker)) {
                seen.writeBytes(message.getData());
            }
        }
        assertThat(seen.toByteArray()).isEqualTo(written);
        connection.close();
    }
}
