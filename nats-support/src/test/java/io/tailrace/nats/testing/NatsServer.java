package io.tailrace.nats.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real nats-server as a process of its own, on the loopback interface. Not for use by several threads. */
public final class NatsServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int ANY_PORT = -1;
    private static final Pattern PORT_IN_PORTS_FILE = Pattern.compile("\"nats\":\\s*\\[\\s*\"\\w+://[^\"]*:(\\d+)\"");

    private final Builder settings;
    private final Path directory;
    private final Path log;
    private int port;
    private Process process;

    private NatsServer(Builder settings) {
        this.settings = settings;
        this.port = settings.port;
        try {
            this.directory = Files.createTempDirectory("nats-server-");
            this.log = settings.log != null ? settings.log : directory.resolve("nats-server.log");
            this.process = launch();
            this.port = awaitPort(process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A server on a free port with JetStream on, in a temporary directory. */
    public static NatsServer start() {
        return builder().start();
    }

    /** A server that differs from {@link #start()}'s. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address for clients; without TLS and without credentials, whatever the server wants. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** The port for clients, the same after a restart. */
    public int port() {
        return port;
    }

    /** Where JetStream keeps its data. */
    public Path storeDirectory() {
        return settings.storeDirectory != null ? settings.storeDirectory : directory.resolve("jetstream");
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** What the server has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the server as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Ends the server if it runs, in good order, and starts it with the same port and store directory. */
    public void restart() {
        terminate();
        startAgain();
        try {
            awaitPort(process);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the process runs, or is stopped by a signal. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Asks the server to end in good order, and does not wait for it. */
    public void requestStop() {
        process.destroy();
    }

    /**
     * Starts the server with the same port and store directory, and does not wait until it accepts connections.
     *
     * @throws IllegalStateException when it still runs
     */
    public void startAgain() {
        if (isRunning()) {
            throw new IllegalStateException("nats-server " + pid() + " runs already");
        }
        try {
            process = launch();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Replaces the extra configuration of {@link Builder#config} and has the running server read it. */
    public void reload(String config) {
        settings.config = config;
        try {
            writeConfiguration();
            new ProcessBuilder("kill", "-HUP", Long.toString(pid())).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends the server in good order and deletes its temporary directory. */
    @Override
    public void close() {
        terminate();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        executable().toString(), "-c", writeConfiguration().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private Path executable() {
        return settings.binary != null ? settings.binary : NatsServerBinary.find();
    }

    private Path writeConfiguration() throws IOException {
        String jetStream = settings.jetStream ? "jetstream: { store_dir: \"%s\" }".formatted(storeDirectory()) : "";
        return Files.write(
                directory.resolve("nats-server.conf"),
                List.of(
                        "host: 127.0.0.1",
                        "port: " + port,
                        "ports_file_dir: \"" + directory + "\"",
                        jetStream,
                        settings.config));
    }

    /** The server writes its ports file, called after its executable, once it accepts connections. */
    private int awaitPort(Process launched) throws IOException {
        Path portsFile = directory.resolve(executable().getFileName() + "_" + launched.pid() + ".ports");
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline && !exited(launched, Duration.ofMillis(10))) {
            if (Files.exists(portsFile)) {
                Matcher port = PORT_IN_PORTS_FILE.matcher(Files.readString(portsFile));
                if (port.find()) {
                    return Integer.parseInt(port.group(1));
                }
            }
        }
        launched.destroyForcibly();
        throw new IllegalStateException("nats-server did not start:\n" + Files.readString(log));
    }

    private void terminate() {
        process.destroy();
        awaitExit();
    }

    private void awaitExit() {
        if (!exited(process, STOP_TIMEOUT)) {
            process.destroyForcibly();
            throw new IllegalStateException("nats-server " + pid() + " did not end within " + STOP_TIMEOUT);
        }
    }

    private static boolean exited(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException("interrupted while waiting for nats-server", interrupted);
        }
    }

    /** How a server is to be started. */
    public static final class Builder {

        private int port = ANY_PORT;
        private @Nullable Path storeDirectory;
        private String config = "";
        private boolean jetStream = true;
        private @Nullable Path log;
        private @Nullable Path binary;

        private Builder() {}

        /** A fixed port instead of a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** A directory for JetStream's data that outlives the server. */
        public Builder storeDirectory(Path directory) {
            this.storeDirectory = directory;
            return this;
        }

        /** Lines that are added to the server's configuration file. */
        public Builder config(String config) {
            this.config = config;
            return this;
        }

        /** Whether the server has JetStream; it has unless told otherwise. */
        public Builder jetStream(boolean enabled) {
            this.jetStream = enabled;
            return this;
        }

        /** A file for the server's log that outlives the server. */
        public Builder log(Path file) {
            this.log = file;
            return this;
        }

        /** Another nats-server than the one that tests run with. */
        public Builder binary(Path executable) {
            this.binary = executable;
            return this;
        }

        /** Starts the server and waits until it accepts connections. */
        public NatsServer start() {
            return new NatsServer(this);
        }
    }
}
