package io.tailrace.bench.bin;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.place.Bench;
import io.tailrace.bench.place.Workplace;
import io.tailrace.bench.workload.Workload;
import io.tailrace.suite.process.SuiteDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directory that everything happens in. Whatever ends the command, Ctrl-C included, ends what runs there and removes it. */
final class Premises implements AutoCloseable {

    private final Path root;
    private final Thread hook = new Thread(this::close, "shutdown");
    private @Nullable Workplace current;
    private boolean closed;

    private Premises(Path root) {
        this.root = root;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param parent where to make one, null for the system's directory for temporary files */
    static Premises at(@Nullable Path parent) throws IOException {
        Path root = parent == null
                ? Files.createTempDirectory("tailrace-bench-")
                : Files.createTempDirectory(Files.createDirectories(parent), "tailrace-bench-");
        return new Premises(root.toRealPath());
    }

    Path root() {
        return root;
    }

    /** Runs a workload in a place of its own. */
    List<Figure> run(Bench bench, Workload workload) throws IOException, InterruptedException, JetStreamApiException {
        Workplace place = enter(bench);
        try {
            return workload.run(place);
        } finally {
            leave();
        }
    }

    private synchronized Workplace enter(Bench bench) throws IOException, InterruptedException, JetStreamApiException {
        if (closed) {
            throw new InterruptedException("the command is ending");
        }
        Workplace place = new Workplace(bench);
        current = place;
        return place;
    }

    private synchronized void leave() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() {
        end();
        if (!Thread.currentThread().equals(hook)) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        leave();
        try {
            SuiteDirectory.delete(root);
        } catch (IOException e) {
            System.err.println("not everything could be cleaned up: " + e);
        }
    }
}
