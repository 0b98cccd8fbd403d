package io.tailrace.suite.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes the one configuration file that all three services of a suite read. */
final class SuiteConfiguration {

    // YAML takes JSON's strings and lists, so nothing in a path needs a second rule for quoting.
    private final JsonMapper json = JsonMapper.builder().build();
    private final SuiteDirectory directory;
    private final SuiteSettings settings;

    SuiteConfiguration(SuiteDirectory directory, SuiteSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    void write(List<String> servers) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                tailrace:
                  nats:
                    servers: %s
                  agent:
                    host: %s
                    state-directory: %s
                    inputs:
                %s
                  collector:
                    state-directory: %s
                    archive:
                      directory: %s
                      min-free-space: 100MB
                """.formatted(
                        json.writeValueAsString(servers),
                        quote(settings.host()),
                        quote(directory.state(Service.AGENT).toString()),
                        inputs(),
                        quote(directory.state(Service.COLLECTOR).toString()),
                        quote(directory.archive().toString())));
        settings.properties()
                .forEach((key, value) ->
                        yaml.append(key).append(": ").append(quote(value)).append('\n'));
        Files.writeString(directory.configuration(), yaml);
    }

    private String inputs() {
        StringBuilder yaml = new StringBuilder();
        settings.inputs()
                .forEach((name, globs) ->
                        yaml.append("      %s: {paths: %s}\n".formatted(name, json.writeValueAsString(globs))));
        return yaml.toString().stripTrailing();
    }

    private String quote(String text) {
        return json.writeValueAsString(text);
    }

    /**
     * What a service is told beyond the file.
     *
     * @param servers the addresses by which it reaches the servers
     */
    List<String> arguments(List<String> servers) {
        return List.of(
                "--spring.config.additional-location="
                        + directory.configuration().toUri(),
                "--tailrace.nats.servers=" + String.join(",", servers));
    }
}
