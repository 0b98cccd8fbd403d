package io.tailrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.suite.process.Home;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ComposeTests {

    private static final Path CONFIGURATION = Path.of("compose/tailrace.yml");

    @TempDir
    Path directory;

    private JsonNode compose = YamlDocuments.parse("{}");

    @BeforeEach
    void read() throws IOException {
        compose = YamlDocuments.parse(Files.readString(Home.directory().resolve("compose.yaml")));
    }

    private JsonNode service(Component component) {
        return compose.path("services").path(component.service().toString());
    }

    @ParameterizedTest
    @EnumSource
    void eachServiceIsItsOwnImage(Component component) {
        JsonNode service = service(component);

        assertThat(service.at("/build/args/SERVICE").asString())
                .isEqualTo(component.service().toString());
        assertThat(service.path("image").asString()).startsWith("tailrace/" + component.service() + ":");
    }

    @ParameterizedTest
    @EnumSource
    void eachServiceIsUnprivilegedAndReadsTheOneConfiguration(Component component) {
        JsonNode service = service(component);

        assertThat(service.path("read_only").asBoolean(false)).isTrue();
        assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(service.path("security_opt").toString()).isEqualTo("[\"no-new-privileges:true\"]");
        assertThat(texts(service.path("volumes"))).contains("./" + CONFIGURATION + ":/etc/tailrace/tailrace.yml:ro");
        assertThat(texts(service.path("command")))
                .containsExactly("--spring.config.additional-location=file:/etc/tailrace/tailrace.yml");
    }

    @Test
    void nothingListensBeyondThisMachine() {
        Stream<String> ports =
                compose.path("services").valueStream().flatMap(service -> texts(service.path("ports")).stream());

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void everyServiceIsWaitedForByItsHealth() {
        assertThat(compose.path("services").valueStream())
                .allMatch(service -> service.at("/healthcheck/test").isArray());
        assertThat(service(Component.AGENT)
                        .at("/depends_on/stream-admin/condition")
                        .asString())
                .isEqualTo("service_healthy");
    }

    @ParameterizedTest
    @EnumSource
    void eachServiceStartsWithTheConfiguration(Component component) throws Exception {
        List<String> arguments = new ArrayList<>(component.statefulArguments(directory));
        arguments.add("--spring.config.additional-location="
                + Home.directory().resolve(CONFIGURATION).toUri());

        try (ServiceProcess process = new ServiceProcess(component.service(), directory, arguments, Map.of())) {
            await().atMost(Duration.ofSeconds(90)).until(() -> !process.isRunning() || Liveness.of(process));

            assertThat(process.isRunning()).as("%s", process.output()).isTrue();
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
