package io.tailrace.bench.peer;

import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another shipper, with its program.
 *
 * @param kind which
 * @param program its executable
 */
public record Peer(Kind kind, Path program) {

    private static final Path CONFIGURATIONS = Path.of("benchmarks", "peers");

    /** Those that we have configurations for. */
    public enum Kind {
        VECTOR("vector", ".yaml", "--config"),
        FLUENT_BIT("fluent-bit", ".conf", "-c"),
        TELEGRAF("telegraf", ".conf", "--config"),
        BENTO("bento", ".yaml", "-c");

        private final String label;
        private final String suffix;
        private final String option;

        Kind(String label, String suffix, String option) {
            this.label = label;
            this.suffix = suffix;
            this.option = option;
        }

        /** What it is called in options and in front of figures. */
        public String label() {
            return label;
        }

        /** Whether it goes on reading a file that grows. */
        public boolean follows() {
            return this != BENTO;
        }

        /** Whether it can read the stream. */
        public boolean collects() {
            return this != FLUENT_BIT;
        }

        /** Whether it can put many lines into a message. */
        public boolean packs() {
            return this != FLUENT_BIT;
        }

        /** The one of that label. */
        public static Kind of(String label) {
            for (Kind kind : values()) {
                if (kind.label.equals(label)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("there is no peer " + label);
        }
    }

    /** Starts it to ship the files of a place, one line a message. */
    public Child ship(Workplace place) throws IOException {
        return start(place, "shipper");
    }

    /** Starts it to ship the files of a place, as many lines a message as it can. */
    public Child shipPacked(Workplace place) throws IOException {
        return start(place, kind.packs() ? "packed" : "shipper");
    }

    /** Starts it to write the stream into a file. */
    public Child collect(Workplace place) throws IOException {
        return start(place, "collector");
    }

    /** The file that it writes then. */
    public static Path output(Workplace place) {
        return place.root().resolve("peer-output.log");
    }

    private Child start(Workplace place, String role) throws IOException {
        Path state = Files.createDirectories(place.root().resolve("peer-" + role));
        Path configuration = Home.directory().resolve(CONFIGURATIONS).resolve(kind.label + "-" + role + kind.suffix);
        Map<String, String> environment = new HashMap<>();
        environment.put("BENCH_URL", place.broker().url());
        environment.put(
                "BENCH_PORT", Integer.toString(URI.create(place.broker().url()).getPort()));
        environment.put("BENCH_FILES", place.logs() + "/*.log");
        environment.put("BENCH_SUBJECT", Workplace.subject().toString());
        environment.put("BENCH_STATE", state.toString());
        environment.put("BENCH_OUTPUT", output(place).toString());
        return place.program(
                kind.label + "-" + role,
                List.of(program.toString(), kind.option, configuration.toString()),
                environment);
    }
}
