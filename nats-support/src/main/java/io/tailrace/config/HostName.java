package io.tailrace.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine. */
public final class HostName {

    private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /**
     * The kernel's host name where there is a Linux, else the resolver's. Not the environment variable HOSTNAME, which
     * is a shell's and unset under a service manager. In a container it is the container's name.
     *
     * @return "localhost" if nobody knows
     */
    public static String ofThisMachine() {
        try {
            String name = Files.readString(KERNEL_HOST_NAME).strip();
            return name.isEmpty() ? resolved() : name;
        } catch (IOException notLinux) {
            return resolved();
        }
    }

    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
