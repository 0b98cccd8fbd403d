package io.tailrace.bench.place;

import io.nats.client.JetStreamApiException;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
import io.tailrace.suite.process.Launch;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.ServiceProcess;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.proof.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A fresh directory and a fresh nats-server for one repetition. Whatever is started here ends with it. */
public final class Workplace implements AutoCloseable {

    /** The host that the agent publishes for. */
    public static final String HOST = "bench.example.com";

    /** What {@code tailrace.partitions} is unless configured. */
    public static final Partitioning PARTITIONS = new Partitioning(16);

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final Bench bench;
    private final Path root;
    private final Broker broker;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Starts a nats-server in a directory of its own. */
    public Workplace(Bench bench) throws IOException, InterruptedException, JetStreamApiException {
        this.bench = bench;
        this.root = Files.createTempDirectory(bench.root(), "run-");
        Files.createDirectories(logs());
        this.broker = new Broker(root);
    }

    public Bench bench() {
        return bench;
    }

    public Scale scale() {
        return bench.scale();
    }

    public Broker broker() {
        return broker;
    }

    /** For whatever a repetition keeps. */
    public Path root() {
        return root;
    }

    /** The directory of the files that the agent follows, {@code *.log}. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What the collector has archived of the agent's host. */
    public Archive archive() {
        return new Archive(root.resolve("archive"), HOST);
    }

    /** The subject of the agent's host. */
    public static Subject subject() {
        return Subject.of("logs", PARTITIONS, HOST);
    }

    /** The durable consumer that reads a partition. */
    public static String durable(int partition) {
        return "archive-p" + partition;
    }

    /** Has a file appear among those that are followed, at once and with all its bytes. */
    public Path appear(Path file, String name) throws IOException {
        return Files.createLink(logs().resolve(name), file);
    }

    /** Starts an agent; {@link #awaitReady} waits for it. */
    public ServiceProcess agent(String... arguments) throws IOException {
        return agent(bench.machines().launch(Service.AGENT), arguments);
    }

    /** Starts an agent on a virtual machine of the caller's choice. */
    public ServiceProcess agent(Launch launch, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--tailrace.agent.host=" + HOST,
                "--tailrace.agent.state-directory=" + root.resolve("agent"),
                "--tailrace.agent.inputs.bench.paths=" + logs() + "/*.log"));
        all.addAll(Arrays.asList(arguments));
        return service(Service.AGENT, launch, all);
    }

    /** Starts a collector. */
    public ServiceProcess collector() throws IOException {
        return collector(bench.machines().launch(Service.COLLECTOR));
    }

    /** Starts a collector on a virtual machine of the caller's choice. */
    public ServiceProcess collector(Launch launch) throws IOException {
        return service(
                Service.COLLECTOR,
                launch,
                List.of(
                        "--tailrace.collector.state-directory=" + root.resolve("collector"),
                        "--tailrace.collector.archive.directory=" + root.resolve("archive")));
    }

    private ServiceProcess service(Service service, Launch launch, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--tailrace.nats.servers=" + broker.url());
        Path directory = Files.createTempDirectory(root, service + "-");
        return keep(new ServiceProcess(launch, service, directory, all, Map.of("MALLOC_ARENA_MAX", "1")));
    }

    /** Waits until services say that they are ready. */
    public void awaitReady(ServiceProcess... services) throws InterruptedException {
        for (ServiceProcess service : services) {
            service.awaitReady(START_TIMEOUT);
        }
        bench.ready();
    }

    /** Starts a class of ours as a process with this process' class path. */
    public Child java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                bench.machines().java(),
                "-XX:+UseSerialGC",
                "-Xmx4g",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return program(main.getSimpleName(), command);
    }

    /** Starts the empty service. */
    public EmptyBoot empty(Launch launch) throws IOException {
        return new EmptyBoot(this, launch);
    }

    /** Starts any program; it prints into a file here. */
    public Child program(String name, List<String> command) throws IOException {
        return program(name, command, Map.of());
    }

    /**
     * Starts any program; it prints into a file here.
     *
     * @param environment in addition to this process'
     */
    public Child program(String name, List<String> command, Map<String, String> environment) throws IOException {
        return keep(new Child(name, root, Files.createTempFile(root, name + "-", ".log"), command, environment));
    }

    private <T extends AutoCloseable> T keep(T process) {
        started.push(process);
        return process;
    }

    @Override
    public void close() {
        // All are asked first and only then waited for.
        started.stream()
                .filter(ServiceProcess.class::isInstance)
                .forEach(service -> ((ServiceProcess) service).requestStop());
        started.forEach(Workplace::end);
        broker.close();
        end(() -> SuiteDirectory.delete(root));
    }

    private static void end(AutoCloseable process) {
        try {
            process.close();
        } catch (Exception e) {
            System.err.println("not everything could be cleaned up: " + e);
        }
    }
}
