package io.tailrace.bench.place;

import io.tailrace.bench.input.NumberedLines;
import io.tailrace.suite.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all repetitions share. */
public final class Bench {

    private final Path root;
    private final Scale scale;
    private final VirtualMachines machines;
    private final Map<String, Launch> trained = new HashMap<>();
    private Instant readySince = Instant.EPOCH;

    /**
     * @param root where everything is written
     * @param scale how much of everything
     * @param machines the virtual machines that are measured
     */
    public Bench(Path root, Scale scale, VirtualMachines machines) {
        this.root = root;
        this.scale = scale;
        this.machines = machines;
    }

    /** The services of a repetition are ready, and what is measured begins. */
    void ready() {
        readySince = Instant.now();
    }

    /** Since when the last services were ready; the beginning of time where a workload did not wait for any. */
    public Instant readySince() {
        return readySince;
    }

    Path root() {
        return root;
    }

    public Scale scale() {
        return scale;
    }

    public VirtualMachines machines() {
        return machines;
    }

    /** A file of so many lines, numbered from 0 and made when it is first asked for. It is only read, and may be linked to. */
    public Path lines(long count) throws IOException {
        return lines(0, count);
    }

    /** The same with numbers from another one on: no file begins with another one's bytes, as if it were its copy. */
    public Path lines(long first, long count) throws IOException {
        Path file = Files.createDirectories(root.resolve("data")).resolve("lines-" + first + "-" + count + ".log");
        if (!Files.exists(file)) {
            new NumberedLines().write(file, first, count);
        }
        return file;
    }

    /** Several files of so many lines each. */
    public List<Path> files(int number, long count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int file = 0; file < number; file++) {
            files.add(lines(file * count, count));
        }
        return files;
    }

    /**
     * A program made ready for a quick start, when it is first asked for.
     *
     * @param name of its directory
     */
    public Launch trained(String name, Launch launch, Trained.Cache cache) throws IOException, InterruptedException {
        Launch known = trained.get(name);
        if (known == null) {
            Path directory = root.resolve("data").resolve(name);
            known = Trained.of(
                    launch,
                    cache,
                    directory,
                    List.of(
                            "--server.port=0",
                            "--tailrace.agent.host=training",
                            "--tailrace.agent.state-directory=" + directory.resolve("state"),
                            "--tailrace.agent.inputs.none.paths=" + directory + "/none/*.log"));
            trained.put(name, known);
        }
        return known;
    }
}
