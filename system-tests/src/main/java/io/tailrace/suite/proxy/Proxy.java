package io.tailrace.suite.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where the clients of a line find one of its servers: a port on the loopback interface. */
final class Proxy implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final Line line;
    private final int serverPort;
    private final ServerSocket socket;

    /** Listens at once. */
    Proxy(Line line, int port, int serverPort) throws IOException {
        this.line = line;
        this.serverPort = serverPort;
        this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "proxy-" + line.name() + "-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                line.relay(client, serverPort);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    System.err.println("the proxy of " + line.name() + " accepts nothing for now: " + e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
