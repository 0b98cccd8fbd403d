package io.tailrace.suite.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on. */
public final class FreePort {

    // Where systems take the port for an outgoing connection is above this: what is there may be taken by such a one
    // while its owner is down, and the owner could not start again.
    private static final int END = 32_768;
    private static final int BEGIN = 15_000;
    private static final int ATTEMPTS = 1_000;

    private FreePort() {}

    /** Chosen before the service starts, so that it is the same after a restart. */
    public static int find() {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(BEGIN, END);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                last = e; // Somebody has it.
            }
        }
        throw new IllegalStateException(
                "no port from " + BEGIN + " to " + END + " is free on the loopback interface", last);
    }
}
