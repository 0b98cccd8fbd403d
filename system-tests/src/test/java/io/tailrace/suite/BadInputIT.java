package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.nats.testing.NatsServer;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads who got something wrong. Each message is printed as well, for whoever wants to judge it. */
class BadInputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WRONG_CONFIGURATION = 78;

    @TempDir
    Path directory;

    static Stream<Arguments> configurations() {
        return Stream.of(
                Arguments.of(
                        Service.AGENT,
                        "--tailrace.agent.inputs.nginx.path=/var/log/*.log",
                        List.of("tailrace.agent.inputs.nginx.path", "paths")),
                Arguments.of(Service.AGENT, "--tailrace.agnet.host=a", List.of("tailrace.agnet", "agent")),
                Arguments.of(
                        Service.AGENT,
                        "--tailrace.agent.inputs.nginx.paths=/var/log/[a.log",
                        List.of("tailrace.agent.inputs.nginx.paths[0]", "/var/log/[a.log", "is not a glob")),
                Arguments.of(
                        Service.AGENT,
                        "--tailrace.agent.max-message-size=many",
                        List.of("tailrace.agent.max-message-size", "many")),
                Arguments.of(
                        Service.AGENT,
                        "--tailrace.agent.rescan-interval=10",
                        List.of("tailrace.agent.rescan-interval", "10s")),
                Arguments.of(
                        Service.COLLECTOR,
                        "--tailrace.collector.consumer.ack-policy=some",
                        List.of("tailrace.collector.consumer.ack-policy", "some", "all", "explicit", "none")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("configurations")
    void aWrongConfigurationIsNamedAndEndsTheStart(Service service, String argument, List<String> named)
            throws Exception {
        try (ServiceProcess process = start(service, "nats://127.0.0.1:9", argument)) {
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(WRONG_CONFIGURATION);
            show(argument, process.output());
            assertThat(process.output()).contains(named).doesNotContain("\tat ");
        }
    }

    @Test
    void aStateDirectoryThatCantBeWrittenIsNamedAndEndsTheStart() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        try (ServiceProcess process =
                start(Service.AGENT, "nats://127.0.0.1:9", "--tailrace.agent.state-directory=" + file + "/state")) {
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(WRONG_CONFIGURATION);
            show("state-directory", process.output());
            assertThat(process.output()).contains(file + "/state").doesNotContain("\tat ");
        }
    }

    @Test
    void aMissingDirectoryIsAWarningThatNamesTheNearest() throws Exception {
        try (ServiceProcess process = start(
                Service.AGENT,
                "nats://127.0.0.1:9",
                "--tailrace.agent.inputs.nginx.paths=" + directory + "/no/such/*.log")) {
            awaitOutput(process, "missing directory", "input=nginx", "matches no file", directory.toString());
        }
    }

    @Test
    void ownerAndModeOfAnUnreadableFileAreNamed() throws Exception {
        Path file = Files.writeString(logs().resolve("secret.log"), "nobody may read this\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

        try (ServiceProcess process = start(withoutPrivileges(), Service.AGENT, "nats://127.0.0.1:9")) {
            awaitOutput(process, "unreadable file", file + " is --------- of " + Files.getOwner(file));
        }
    }

    /** Root reads everything, so where this test runs as root that is taken from the service. */
    private static List<String> withoutPrivileges() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeThat(setpriv)
                .as("root needs setpriv to do without its privileges")
                .isExecutable();
        return List.of(setpriv.toString(), "--bounding-set=-dac_override,-dac_read_search");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerWithoutJetStreamIsNamed(Service service) throws Exception {
        try (NatsServer nats = NatsServer.builder().jetStream(false).start();
                ServiceProcess process = start(service, nats.url())) {
            awaitOutput(process, "JetStream off", "JetStream");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT", "COLLECTOR"})
    void aMissingStreamIsNamed(Service service) throws Exception {
        try (NatsServer nats = NatsServer.start();
                ServiceProcess process = start(service, nats.url())) {
            awaitOutput(process, "stream missing", "stream LOGS does not exist");
        }
    }

    @Test
    void wrongCredentialsAreNamed() throws Exception {
        try (NatsServer nats = NatsServer.builder()
                        .config("authorization { user: tailrace, password: right }")
                        .start();
                ServiceProcess process = start(
                        Service.AGENT, nats.url(), "--tailrace.nats.user=tailrace", "--tailrace.nats.password=wrong")) {
            awaitOutput(process, "wrong credentials", "Authorization Violation");
            assertThat(process.output()).doesNotContain("wrong");
        }
    }

    private Path logs() throws IOException {
        return Files.createDirectories(directory.resolve("logs"));
    }

    private ServiceProcess start(Service service, String server, String... arguments) throws IOException {
        return start(List.of(), service, server, arguments);
    }

    private ServiceProcess start(List<String> launcher, Service service, String server, String... arguments)
            throws IOException {
        Path logs = logs();
        Files.writeString(logs.resolve("a.log"), "a line\n");
        List<String> all = new ArrayList<>(List.of(
                "--tailrace.nats.servers=" + server,
                "--tailrace.agent.host=bad.example.com",
                "--tailrace.agent.inputs.good.paths=" + logs + "/*.log",
                "--tailrace.collector.state-directory=" + directory.resolve("collector"),
                "--tailrace.collector.archive.directory=" + directory.resolve("archive")));
        all.addAll(List.of(arguments));
        // What is given twice on a command line is a list to Spring.
        if (all.stream().noneMatch(argument -> argument.startsWith("--tailrace.agent.state-directory="))) {
            all.add("--tailrace.agent.state-directory=" + directory.resolve("agent"));
        }
        return new ServiceProcess(launcher, service, directory, all, Map.of());
    }

    private static void awaitOutput(ServiceProcess process, String what, String... parts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(process.output()).contains(parts));
        show(what, process.output());
        assertThat(process.isRunning()).isTrue();
    }

    private static void show(String what, String output) {
        System.out.println("[bad input] " + what);
        output.lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR") || line.startsWith("tailrace"))
                .forEach(line -> System.out.println("    " + line));
    }
}
