package io.tailrace.suite.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process, on a free port of its own that stays the same over restarts. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final Service service;
    private final Path output;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment;
    private final Actuator actuator;
    private Process process;

    /**
     * Starts the service; {@link #awaitReady} waits for it.
     *
     * @param directory where it keeps temporary files and its output, {@code <service>.log}
     * @param arguments the service's own, {@code --key=value}
     * @param environment in addition to this process', of which nothing that configures a service is handed on
     */
    public ServiceProcess(Service service, Path directory, List<String> arguments, Map<String, String> environment) {
        this(Launch.small(service), service, directory, arguments, environment);
    }

    /**
     * Starts the service by way of another program.
     *
     * @param launcher the program that becomes the service, with its arguments: {@code setpriv --reuid=…}
     */
    public ServiceProcess(
            List<String> launcher,
            Service service,
            Path directory,
            List<String> arguments,
            Map<String, String> environment) {
        this(Launch.small(service).by(launcher), service, directory, arguments, environment);
    }

    /**
     * Starts the service on a virtual machine of the caller's choice.
     *
     * @param launch which, and how
     */
    public ServiceProcess(
            Launch launch, Service service, Path directory, List<String> arguments, Map<String, String> environment) {
        int port = FreePort.find();
        this.service = service;
        this.output = directory.resolve(service + ".log");
        this.environment = environment;
        this.actuator = new Actuator(port);
        command.addAll(launch.command("-Djava.io.tmpdir=" + directory));
        command.add("--server.port=" + port);
        command.addAll(arguments);
        this.process = launch();
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        // What configures the services of whoever runs this must not reach into a demo or a test.
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(TAILRACE|SPRING|SERVER|MANAGEMENT|LOGGING|JAVA_TOOL|JDK_JAVA)_.*"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + service, e);
        }
    }

    public Service service() {
        return service;
    }

    public long pid() {
        return process.pid();
    }

    public Actuator actuator() {
        return actuator;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits until the service says that it is ready.
     *
     * @throws IllegalStateException with its last output when it ends instead, or is not ready in time
     */
    public void awaitReady(Duration timeout) throws InterruptedException {
        boolean settled = Poll.until(timeout, () -> !isRunning() || actuator.isReady());
        if (!settled || !isRunning()) {
            String what = isRunning() ? "was not ready after " + timeout : "ended with " + process.exitValue();
            throw new IllegalStateException(service + " " + what + ":\n" + lastOutput());
        }
    }

    /**
     * Waits until the process ends by itself.
     *
     * @return its exit code
     * @throws IllegalStateException when it doesn't
     */
    public int awaitExit(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(service + " still runs after " + timeout + ":\n" + lastOutput());
        }
        return process.exitValue();
    }

    /** Ends the process as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit(STOP_TIMEOUT);
    }

    /** Starts the same command again. The process must have ended. */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException(service + " runs already");
        }
        process = launch();
    }

    /** How the process ended; it must have. */
    public int exitValue() {
        return process.exitValue();
    }

    /** Everything the service has printed, over all its runs. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of it. */
    public String lastOutput() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** Asks the process to end in good order, and does not wait for it; {@link #close} does. */
    public void requestStop() {
        process.destroy();
    }

    /** Ends the process in good order, or by force where that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
