package io.tailrace.suite.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/**
 * One connection of a client, handed on to its server: two sockets, and a thread for each direction. What a client has
 * sent goes on to the server after the client's end, as on a network.
 */
final class Relay {

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final Line line;
    private final Socket client;
    private final Socket server = new Socket();
    private final int serverPort;
    private final Consumer<Relay> ended;
    private final Thread toServer;
    private final Thread toClient;
    private volatile boolean hasLostBytes;

    /**
     * @param client accepted
     * @param ended told once the connection is over
     */
    Relay(Line line, Socket client, int serverPort, Consumer<Relay> ended) {
        this.line = line;
        this.client = client;
        this.serverPort = serverPort;
        this.ended = ended;
        this.toServer = thread(this::relayToServer, Direction.TO_SERVER);
        this.toClient = thread(this::relayToClient, Direction.TO_CLIENT);
    }

    private Thread thread(Runnable task, Direction direction) {
        Thread thread = new Thread(task, "proxy-" + line.name() + "-" + direction);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        toServer.start();
    }

    /** Whether bytes of it were swallowed: what came after them would make no sense to whoever reads it. */
    boolean hasLostBytes() {
        return hasLostBytes;
    }

    /** Ends it at once, for both sides as a reset connection does. */
    void cut() {
        reset(client);
        reset(server);
        toServer.interrupt();
        toClient.interrupt();
        ended.accept(this);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            return; // It is closed already.
        }
    }

    private void relayToServer() {
        try {
            connect();
            toClient.start();
            pump(client, server, Direction.TO_SERVER);
            server.shutdownOutput();
        } catch (IOException e) {
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), CONNECT_MILLIS);
    }

    private void relayToClient() {
        try {
            pump(server, client, Direction.TO_CLIENT);
            client.close();
            cut();
        } catch (IOException e) {
            endWithTheServer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The client takes nothing more. What it had sent before may still be on its way, so only the server ends this. */
    private void endWithTheServer() {
        try {
            server.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            cut();
            return;
        }
        cut();
    }

    private void pump(Socket from, Socket to, Direction direction) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER_SIZE];
        boolean swallowed = false;
        for (int read = from.getInputStream().read(buffer);
                read >= 0;
                read = from.getInputStream().read(buffer)) {
            for (int done = 0; done < read; ) {
                int admitted = line.valve(direction).admit(read - done);
                if (admitted == Valve.NONE) {
                    swallowed = true;
                    hasLostBytes = true;
                    done = read;
                } else if (swallowed) {
                    throw new SocketException("bytes were swallowed before");
                } else {
                    // Counted first: whoever has received it finds it counted.
                    line.traffic(direction).passed(admitted, System.nanoTime());
                    to.getOutputStream().write(buffer, done, admitted);
                    done += admitted;
                }
            }
        }
    }
}
