package io.tailrace.deploy;

import io.tailrace.suite.process.Service;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the chart calls the services, and what it runs each as. */
enum Component {
    AGENT(Service.AGENT, "agent", "DaemonSet"),
    COLLECTOR(Service.COLLECTOR, "collector", "StatefulSet"),
    ADMIN(Service.ADMIN, "admin", "Deployment");

    private final Service service;
    private final String label;
    private final String kind;

    Component(Service service, String label, String kind) {
        this.service = service;
        this.label = label;
        this.kind = kind;
    }

    Service service() {
        return service;
    }

    boolean isIn(Manifests manifests) {
        return manifests.workloads().stream()
                .anyMatch(workload -> workload.path("kind").asString().equals(kind));
    }

    JsonNode workload(Manifests manifests) {
        return manifests.get(kind, "-" + label);
    }

    /** The files that are mounted for it: names and contents. */
    JsonNode files(Manifests manifests) {
        return manifests.get("ConfigMap", "-" + label).path("data");
    }

    /** Arguments that move what is mounted as a volume, and taken for granted by the service, into a directory. */
    List<String> statefulArguments(Path directory) {
        return switch (this) {
            case AGENT -> List.of("--tailrace.agent.state-directory=" + directory.resolve("agent"));
            case COLLECTOR ->
                List.of(
                        "--tailrace.collector.state-directory=" + directory.resolve("collector"),
                        "--tailrace.collector.archive.directory=" + directory.resolve("archive"));
            case ADMIN -> List.of();
        };
    }
}
