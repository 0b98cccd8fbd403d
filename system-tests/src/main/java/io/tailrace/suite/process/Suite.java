package io.tailrace.suite.process;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A nats-server and the three services, each a process, in one directory. Ends what it started and nothing else; a
 * shutdown hook may close it while another thread still starts it.
 */
public final class Suite implements AutoCloseable {

    /** The stream that stream-admin declares by default. */
    public static final String STREAM = "LOGS";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final SuiteDirectory directory;
    private final SuiteSettings settings;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private @Nullable NatsServer nats;
    private boolean closed;

    public Suite(SuiteDirectory directory, SuiteSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * Starts the processes and returns without waiting for the services; {@link #awaitReady} waits.
     *
     * @throws IllegalStateException when nats-server or a jar is missing, or nats-server does not start
     */
    public synchronized void start() throws IOException {
        if (closed) {
            throw new IllegalStateException("the suite was closed already");
        }
        Files.createDirectories(directory.output());
        NatsServer server = NatsServer.builder()
                .storeDirectory(directory.jetStream())
                .log(directory.output().resolve("nats-server.log"))
                .start();
        nats = server;
        SuiteConfiguration configuration = new SuiteConfiguration(directory, settings);
        configuration.write(server.url());
        for (Service service : Service.values()) {
            services.put(service, new ServiceProcess(service, directory.output(), configuration.arguments(), Map.of()));
        }
    }

    /**
     * Waits until each service says that it is ready.
     *
     * @throws IllegalStateException with a service's last output when it is not
     */
    public void awaitReady() throws InterruptedException {
        for (Service service : Service.values()) {
            service(service).awaitReady(START_TIMEOUT);
        }
    }

    public SuiteDirectory directory() {
        return directory;
    }

    public SuiteSettings settings() {
        return settings;
    }

    public synchronized NatsServer nats() {
        if (nats == null) {
            throw new IllegalStateException("the suite was not started");
        }
        return nats;
    }

    /** The process of a service. */
    public synchronized ServiceProcess service(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException("the suite was not started");
        }
        return process;
    }

    /** A client of the suite's nats-server; the caller closes it. */
    public Connection connect() throws IOException, InterruptedException {
        return Nats.connect(nats().url());
    }

    @Override
    public synchronized void close() {
        closed = true;
        // All are asked first and only then waited for.
        List.copyOf(services.values()).forEach(ServiceProcess::requestStop);
        services.values().forEach(ServiceProcess::close);
        services.clear();
        if (nats != null) {
            nats.close();
            nats = null;
        }
    }
}
