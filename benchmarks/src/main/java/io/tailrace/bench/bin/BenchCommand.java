package io.tailrace.bench.bin;

import io.tailrace.bench.bin.BenchOptions.Size;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Results;
import io.tailrace.bench.machine.Machine;
import io.tailrace.bench.peer.Peer;
import io.tailrace.bench.place.Bench;
import io.tailrace.bench.place.Scale;
import io.tailrace.bench.place.VirtualMachines;
import io.tailrace.bench.profile.Hotspots;
import io.tailrace.bench.profile.Profile;
import io.tailrace.bench.report.FigureTable;
import io.tailrace.bench.report.Goals;
import io.tailrace.bench.workload.Workload;
import io.tailrace.bench.workload.Workloads;
import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Runs all workloads, one repetition after the other, and prints what they came to. */
final class BenchCommand {

    private final BenchOptions options;
    private final PrintStream out;
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();

    private BenchCommand(BenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Does what it is asked for.
     *
     * @return whether everything could be run, and all bytes arrived
     */
    static boolean run(BenchOptions options, PrintStream out) throws IOException, InterruptedException {
        return new BenchCommand(options, out).run();
    }

    private boolean run() throws IOException, InterruptedException {
        Service profiled = options.profile();
        return profiled == null ? measure() : profile(profiled);
    }

    /** Runs the chosen workloads once each, with one process recorded. Their figures are those of a process that is recorded. */
    private boolean profile(Service service) throws IOException, InterruptedException {
        VirtualMachines machines = machines();
        List<String> names =
                options.only().isEmpty() ? List.of(service == Service.AGENT ? "backlog" : "archive") : options.only();
        try (Premises premises = Premises.at(options.directory())) {
            for (Workload workload : Selection.without(all(), names)) {
                Path recording = premises.root().resolve(workload.name() + ".jfr");
                Bench bench = new Bench(premises.root(), scale(), machines.with(service, Profile.options(recording)));
                run(premises, bench, workload, 1);
                if (Files.exists(recording)) {
                    Hotspots.of(recording, bench.readySince()).print(out);
                }
            }
        }
        return failures.isEmpty();
    }

    private VirtualMachines machines() throws IOException {
        return VirtualMachines.of(options.java(), options.agentOptions(), options.collectorOptions());
    }

    private List<Workload> all() {
        List<Workload> all = new ArrayList<>(Workloads.all(scale(), Tools.nats(), Tools.java25()));
        new TreeMap<>(options.peers())
                .forEach((name, program) -> all.addAll(Workloads.of(new Peer(Peer.Kind.of(name), program), scale())));
        return all;
    }

    private boolean measure() throws IOException, InterruptedException {
        long start = System.nanoTime();
        VirtualMachines machines = machines();
        List<Workload> workloads = Selection.of(all(), options.only());
        try (Premises premises = Premises.at(options.directory())) {
            Machine machine = Machine.here(premises.root());
            Map<String, String> versions = Versions.of(machines, options.peers());
            out.println("machine: " + machine.line());
            versions.forEach((what, version) -> out.println(what + ": " + version));
            Bench bench = new Bench(premises.root(), scale(), machines);
            for (int repetition = 1; repetition <= options.repeat(); repetition++) {
                for (Workload workload : workloads) {
                    if (repetition == 1 || !workload.isLong()) {
                        run(premises, bench, workload, repetition);
                    }
                }
            }
            report(machine, versions, (System.nanoTime() - start) / 1e9);
        }
        return failures.isEmpty();
    }

    private Scale scale() {
        return switch (options.size()) {
            case QUICK -> Scale.miniature();
            case STANDARD -> Scale.standard();
            case LONG -> Scale.longer();
        };
    }

    private void run(Premises premises, Bench bench, Workload workload, int repetition) throws InterruptedException {
        out.printf(Locale.ROOT, "%n%d/%d %s: %s%n", repetition, options.repeat(), workload.name(), workload.title());
        try {
            List<Figure> figures = premises.run(bench, workload);
            results.add(repetition, figures);
            figures.forEach(figure -> out.printf(
                    Locale.ROOT,
                    "    %-32s %12s %s%n",
                    figure.metric().name(),
                    figure.metric().unit().format(figure.value()),
                    figure.metric().unit().symbol()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // One workload that fails must not take the figures of the others with it.
            failures.add(workload.name() + ": " + e.getMessage());
            out.println("    FAILED: " + e);
        }
    }

    private void report(Machine machine, Map<String, String> versions, double seconds) throws IOException {
        out.println();
        out.println(FigureTable.of(results));
        out.println(Goals.of(results));
        if (options.size() == Size.QUICK) {
            out.println("--quick: these figures show that everything works, and nothing else.");
        }
        if (options.json() != null) {
            JsonReport.write(options.json(), machine, versions, options, results);
        }
        out.printf(Locale.ROOT, "%d figures in %.0f s%n", results.metrics().size(), seconds);
        failures.forEach(failure -> out.println("FAILED: " + failure));
    }
}
