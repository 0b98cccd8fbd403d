package io.tailrace.deploy;

import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The first pod of a component as a plain process: with the pod's files, arguments and environment, without a cluster. */
final class PodOnThisMachine {

    private static final String CONFIGURATION = "/etc/tailrace/";
    private static final String SECRETS = "/run/secrets/tailrace/";
    private static final String VOLUMES = "/var/lib/tailrace/";

    private final Component component;
    private final JsonNode workload;
    private final JsonNode files;
    private final Path root;

    /** @param root an empty directory, in the place of the pod's root directory */
    PodOnThisMachine(Manifests manifests, Component component, Path root) {
        this.component = component;
        this.workload = component.workload(manifests);
        this.files = component.files(manifests);
        this.root = root;
    }

    ServiceProcess start() throws IOException {
        return start(Map.of());
    }

    /** @param secrets names and contents of the files that are in the pod's Secret */
    ServiceProcess start(Map<String, String> secrets) throws IOException {
        Files.createDirectories(here(CONFIGURATION));
        Files.createDirectories(here(SECRETS));
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            Files.writeString(
                    here(CONFIGURATION).resolve(file.getKey()), file.getValue().asString());
        }
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Files.writeString(here(SECRETS).resolve(secret.getKey()), secret.getValue());
        }
        return new ServiceProcess(component.service(), root, arguments(), environment());
    }

    private Path here(String path) {
        return Path.of(root + path);
    }

    private List<String> arguments() {
        Stream<String> rendered = Manifests.container(workload)
                .path("args")
                .valueStream()
                .map(argument -> argument.asString()
                        .replace("$(POD_NAME)", podName())
                        .replace(CONFIGURATION, here(CONFIGURATION) + "/")
                        .replace(SECRETS, here(SECRETS) + "/"));
        return Stream.concat(rendered, component.statefulArguments(here(VOLUMES)).stream())
                .toList();
    }

    private Map<String, String> environment() {
        return Manifests.container(workload)
                .path("env")
                .valueStream()
                .collect(Collectors.toMap(variable -> variable.path("name").asString(), this::value));
    }

    private String value(JsonNode variable) {
        if (variable.has("value")) {
            return variable.path("value").asString();
        }
        String field = variable.at("/valueFrom/fieldRef/fieldPath").asString();
        return switch (field) {
            case "spec.nodeName" -> "node-1.example.com";
            case "metadata.name" -> podName();
            default -> throw new AssertionError("a variable comes from " + field);
        };
    }

    private String podName() {
        return Manifests.name(workload) + "-0";
    }
}
