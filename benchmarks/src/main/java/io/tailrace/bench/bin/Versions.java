package io.tailrace.bench.bin;

import io.tailrace.bench.place.VirtualMachines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was run, and how it was set. */
final class Versions {

    private Versions() {}

    /** In words, by what it is of. */
    static Map<String, String> of(VirtualMachines machines, Map<String, Path> peers) throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("java", firstLine(machines.java(), "-version"));
        versions.put("agent's JVM", String.join(" ", machines.agent()));
        versions.put("collector's JVM", String.join(" ", machines.collector()));
        String server = System.getenv("NATS_SERVER");
        versions.put("nats-server", firstLine(server == null ? "nats-server" : server, "--version"));
        Path nats = Tools.nats();
        if (nats != null) {
            versions.put("nats", firstLine(nats.toString(), "--version"));
        }
        String java25 = Tools.java25();
        if (java25 != null) {
            versions.put("java of the AOT cache", firstLine(java25, "-version"));
        }
        for (Map.Entry<String, Path> peer : new TreeMap<>(peers).entrySet()) {
            versions.put(peer.getKey(), firstLine(peer.getValue().toString(), "--version"));
        }
        return versions;
    }

    private static String firstLine(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines().findFirst().orElse("says nothing");
    }
}
