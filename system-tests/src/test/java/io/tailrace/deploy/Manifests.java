package io.tailrace.deploy;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The objects of a rendered chart. */
record Manifests(List<JsonNode> all) {

    private static final Set<String> WORKLOADS = Set.of("DaemonSet", "StatefulSet", "Deployment");

    static Manifests parse(String yaml) {
        return new Manifests(YamlDocuments.parseAll(yaml));
    }

    /** The one object of that kind whose name ends so. */
    JsonNode get(String kind, String nameEnd) {
        List<JsonNode> found = all.stream()
                .filter(object -> object.path("kind").asString().equals(kind))
                .filter(object -> name(object).endsWith(nameEnd))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects are " + kind + " *" + nameEnd + " of " + names());
        }
        return found.get(0);
    }

    /** What runs pods. */
    List<JsonNode> workloads() {
        return all.stream()
                .filter(object -> WORKLOADS.contains(object.path("kind").asString()))
                .toList();
    }

    /** Kind and name of each object. */
    List<String> names() {
        return all.stream()
                .map(object -> object.path("kind").asString() + "/" + name(object))
                .toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }

    /** The pods' specification of a workload. */
    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /** The one container of a workload's pods. */
    static JsonNode container(JsonNode workload) {
        return pod(workload).at("/containers/0");
    }
}
