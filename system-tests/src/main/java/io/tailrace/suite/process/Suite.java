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
 * A nats-server or a cluster of them and the three services, each a process, in one directory. Ends what it started and
 * nothing else; a shutdown hook may close it while another thread still starts it.
 */
public final class Suite implements AutoCloseable {

    /** The stream that stream-admin declares by default. */
    public static final String STREAM = "LOGS";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final SuiteDirectory directory;
    private final SuiteSettings settings;
    private final Network network;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private @Nullable Servers servers;
    private boolean closed;

    public Suite(SuiteDirectory directory, SuiteSettings settings) {
        this(directory, settings, Network.DIRECT);
    }

    /** @param network closed with the suite */
    public Suite(SuiteDirectory directory, SuiteSettings settings, Network network) {
        this.directory = directory;
        this.settings = settings;
        this.network = network;
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
        Servers started = Servers.start(directory, settings.servers());
        servers = started;
        SuiteConfiguration configuration = new SuiteConfiguration(directory, settings);
        configuration.write(urls(started.all()));
        for (Service service : Service.values()) {
            List<String> arguments = configuration.arguments(network.addresses(service, started.all()));
            services.put(service, new ServiceProcess(service, directory.output(), arguments, Map.of()));
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

    /** The nats-server, or the first of the cluster. */
    public NatsServer nats() {
        return servers().get(0);
    }

    /** What the server at an index of {@link #servers} calls itself, where there is more than one. */
    public static String serverName(int index) {
        return Servers.name(index);
    }

    /** All servers of the cluster. */
    public synchronized List<NatsServer> servers() {
        if (servers == null) {
            throw new IllegalStateException("the suite was not started");
        }
        return servers.all();
    }

    /** The process of a service. */
    public synchronized ServiceProcess service(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException("the suite was not started");
        }
        return process;
    }

    /** A client of the suite's servers at their own addresses; the caller closes it. */
    public Connection connect() throws IOException, InterruptedException {
        return Nats.connect(String.join(",", urls(servers())));
    }

    private static List<String> urls(List<NatsServer> servers) {
        return servers.stream().map(NatsServer::url).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        // All are asked first and only then waited for.
        List.copyOf(services.values()).forEach(ServiceProcess::requestStop);
        services.values().forEach(ServiceProcess::close);
        services.clear();
        if (servers != null) {
            servers.close();
            servers = null;
        }
        network.close();
    }
}
