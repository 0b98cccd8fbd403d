package io.tailrace.suite.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real sockets: a client, a line, and a server whose side of the connection the test holds in its hand. */
class LineTests {

    private static final int ANY_PORT = 0;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int A_MOMENT_MILLIS = 200;

    private ServerSocket listener;
    private Line line;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(ANY_PORT, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
        line = new Line("test", List.of(listener.getLocalPort()), () -> ANY_PORT);
        client = newClient();
        server = accepted();
    }

    private Socket newClient() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), line.ports().get(0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket accepted() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        line.close();
        listener.close();
    }

    @Test
    void handsOnWhatIsSentBothWays() throws IOException {
        send(client, "PUB");
        send(server, "+OK");

        assertThat(received(server, 3)).isEqualTo("PUB");
        assertThat(received(client, 3)).isEqualTo("+OK");
        assertThat(line.lately(Direction.TO_SERVER, Duration.ofSeconds(2))).isEqualTo(3);
        assertThat(line.lately(Direction.TO_CLIENT, Duration.ofSeconds(2))).isEqualTo(3);
    }

    @Test
    void handsOnThatASideHasEnded() throws IOException {
        send(client, "last words");
        client.close();

        assertThat(received(server, 10)).isEqualTo("last words");
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void endsTheClientWithItsServer() throws IOException {
        send(server, "bye");
        server.close();

        assertThat(received(client, 3)).isEqualTo("bye");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void resetsAClientWhoseServerIsDown() throws IOException {
        listener.close();

        isReset(newClient());
    }

    @Test
    void cutsWhatIsConnectedAndNothingElse() throws IOException {
        line.cut();

        isReset(client);
        isReset(server);
        client = newClient();
        server = accepted();
        send(client, "again");
        assertThat(received(server, 5)).isEqualTo("again");
    }

    @Test
    void resetsEachNewConnectionWhileItIsSevered() throws IOException {
        line.sever();
        isReset(newClient());

        line.mend();

        client = newClient();
        server = accepted();
        send(client, "again");
        assertThat(received(server, 5)).isEqualTo("again");
    }

    @Test
    void isSlowInBothDirections() throws IOException {
        line.slowTo(100_000);
        byte[] bytes = new byte[50_000];
        long start = System.nanoTime();

        client.getOutputStream().write(bytes);
        server.getOutputStream().write(bytes);

        assertThat(server.getInputStream().readNBytes(bytes.length)).hasSize(bytes.length);
        assertThat(client.getInputStream().readNBytes(bytes.length)).hasSize(bytes.length);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(400), Duration.ofSeconds(8));
    }

    @Test
    void isFastAgainOnceItIsMended() throws IOException {
        line.slowTo(1);
        byte[] bytes = new byte[50_000];
        client.getOutputStream().write(bytes);

        line.mend();

        assertThat(server.getInputStream().readNBytes(bytes.length)).hasSize(bytes.length);
    }

    @Test
    void holdsOneDirectionWhileTheOtherGoesOn() throws IOException {
        line.hold(Direction.TO_CLIENT);
        send(client, "PUB");
        send(server, "+OK");

        assertThat(received(server, 3)).isEqualTo("PUB");
        isSilent(client);

        line.mend();

        assertThat(received(client, 3)).isEqualTo("+OK");
    }

    @Test
    void holdsNewConnectionsToo() throws IOException {
        line.hold(Direction.TO_CLIENT);
        try (Socket second = newClient();
                Socket secondServer = accepted()) {
            send(secondServer, "INFO");
            isSilent(second);

            line.mend();

            assertThat(received(second, 4)).isEqualTo("INFO");
        }
    }

    @Test
    void deliversWhatWasHeldAfterItsSenderHasDied() throws IOException {
        line.hold(Direction.TO_SERVER);
        send(client, "late");
        client.close();
        isSilent(server);

        line.mend();

        assertThat(received(server, 4)).isEqualTo("late");
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void deliversWhatADeadClientSentWhileTheServerStillTalksToIt() throws IOException {
        line.hold(Direction.TO_SERVER);
        send(client, "late");
        client.setSoLinger(true, 0);
        client.close();
        send(server, "nobody hears this");
        isSilent(server);

        line.mend();

        assertThat(received(server, 4)).isEqualTo("late");
    }

    @Test
    void swallowsWithoutAWord() throws IOException {
        line.swallow(Direction.TO_SERVER);
        send(client, "PUB");
        isSilent(server);
        send(server, "PING");
        assertThat(received(client, 4)).as("the other direction").isEqualTo("PING");

        line.mend();

        isReset(client);
        isReset(server);
    }

    @Test
    void closesWhatItRelaysWithItself() throws IOException {
        line.close();

        isReset(client);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::newClient);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String received(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
    }

    private static void isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(A_MOMENT_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    private static void isReset(Socket socket) {
        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            } catch (SocketException e) {
                return true;
            }
        });
    }
}
