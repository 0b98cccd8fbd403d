package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;
import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.ServiceProcess;
import io.tailrace.suite.process.Sources;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.process.SuiteSettings;
import io.tailrace.suite.proof.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A running suite whose parts a test may break, and agents and collectors beside it on the same broker. */
final class Scene implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SuiteDirectory directory;
    private final Suite suite;

    private Scene(SuiteDirectory directory, Suite suite) {
        this.directory = directory;
        this.suite = suite;
    }

    static Scene start(String host) throws IOException, InterruptedException {
        SuiteDirectory directory = SuiteDirectory.create("tailrace-rows-");
        Suite suite = new Suite(
                directory,
                SuiteSettings.of(host, "rows", directory.root() + "/logs/**/*.log")
                        .with("tailrace.agent.rescan-interval", "1s"));
        suite.start();
        suite.awaitReady();
        return new Scene(directory, suite);
    }

    Suite suite() {
        return suite;
    }

    ServiceProcess agent() {
        return suite.service(Service.AGENT);
    }

    ServiceProcess collector() {
        return suite.service(Service.COLLECTOR);
    }

    /** A directory that is there. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(directory.root().resolve(name));
    }

    /** A log that the suite's agent follows. */
    Path log(String name) throws IOException {
        return directory("logs/" + name).resolve("access.log");
    }

    /** So many bytes of lines, each of which says where it is. */
    static void append(Path log, int bytes) throws IOException {
        StringBuilder text = new StringBuilder(bytes + 100);
        long at = Files.exists(log) ? Files.size(log) : 0;
        while (text.length() < bytes) {
            text.append("%d %s said something that is worth a line of its own\n"
                    .formatted(at + text.length(), log.getParent().getFileName()));
        }
        Files.write(
                log,
                text.toString().getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** An agent beside the suite's, with a state directory, a host name and files of its own. */
    ServiceProcess agent(String host, Path state, String glob, Map<String, String> environment, String... arguments)
            throws IOException {
        return beside(
                Service.AGENT,
                host,
                environment,
                List.of(
                        "--tailrace.agent.host=" + host,
                        "--tailrace.agent.state-directory=" + state,
                        "--tailrace.agent.inputs.rows.paths=" + glob),
                arguments);
    }

    /**
     * A collector beside the suite's, with a ledger and an archive of its own.
     *
     * @param durable what its durables' names begin with
     */
    ServiceProcess collector(
            String durable, Path state, Path archive, Map<String, String> environment, String... arguments)
            throws IOException {
        return beside(
                Service.COLLECTOR,
                durable,
                environment,
                List.of(
                        "--tailrace.collector.consumer.durable-name=" + durable,
                        "--tailrace.collector.state-directory=" + state,
                        "--tailrace.collector.archive.directory=" + archive,
                        "--tailrace.collector.archive.min-free-space=1MB"),
                arguments);
    }

    private ServiceProcess beside(
            Service service, String name, Map<String, String> environment, List<String> own, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>();
        all.add("--spring.config.additional-location="
                + directory.configuration().toUri());
        all.addAll(own);
        all.addAll(List.of(arguments));
        return new ServiceProcess(service, directory("beside/" + name), all, environment);
    }

    void awaitArchived(Path log) throws IOException {
        awaitArchived(directory.archive(), suite.settings().host(), log);
    }

    /** Waits until the archive files of a path, one after the other, are what the file holds. */
    static void awaitArchived(Path archive, String host, Path log) throws IOException {
        byte[] written = Files.readAllBytes(log);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Workplace.concatenated(new Archive(archive, host).files(log)))
                        .as("the archive of %s", log)
                        .isEqualTo(written));
    }

    /** How many bytes the archive has of a path. */
    long archived(Path log) {
        return new Archive(directory.archive(), suite.settings().host()).size(log);
    }

    /** How many bytes the suite's agent knows to be in the stream. */
    long acked(Path log) {
        return new Sources(agent().actuator())
                .newest(log)
                .map(Sources.Known::acked)
                .orElse(0L);
    }

    /** Waits until the suite's agent knows that the stream has all of a file. */
    void awaitAcked(Path log) throws IOException {
        long size = Files.size(log);
        await().atMost(PATIENCE).until(() -> acked(log) == size);
    }

    /** Waits until a service's readiness says something of why it is not ready. */
    static void awaitNotReady(ServiceProcess service, String... because) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text(service.actuator(), "health/readiness"))
                        .contains("DOWN")
                        .contains(because));
    }

    static void awaitReady(ServiceProcess service) {
        await().atMost(PATIENCE).until(service.actuator()::isReady);
    }

    static String text(Actuator actuator, String endpoint) {
        return actuator.json(endpoint).map(JsonNode::toString).orElse("");
    }

    /** What the suite's collector reports of a path. */
    String report(Path log) {
        return collector()
                .actuator()
                .json("ledger?host=" + suite.settings().host() + "&limit=1000")
                .map(report -> report.path("sources"))
                .map(sources -> {
                    StringBuilder of = new StringBuilder();
                    sources.forEach(source -> {
                        if (source.path("path").asString("").equals(log.toString())) {
                            of.append(source);
                        }
                    });
                    return of.toString();
                })
                .orElse("");
    }

    StreamState stream() throws Exception {
        return manage(streams -> streams.getStreamInfo(Suite.STREAM).getStreamState());
    }

    /** Changes the stream's configuration behind everybody's back. */
    void change(UnaryOperator<StreamConfiguration.Builder> change) throws Exception {
        manage(streams -> {
            StreamConfiguration now = streams.getStreamInfo(Suite.STREAM).getConfiguration();
            return streams.updateStream(
                    change.apply(StreamConfiguration.builder(now)).build());
        });
    }

    /** Asks the broker as its administrator. */
    <T> T manage(Management<T> question) throws Exception {
        Connection connection = suite.connect();
        try {
            return question.ask(connection.jetStreamManagement());
        } finally {
            connection.close();
        }
    }

    /** A question to the broker. */
    interface Management<T> {
        T ask(JetStreamManagement streams) throws IOException, JetStreamApiException;
    }

    @Override
    public void close() throws IOException {
        suite.close();
        directory.delete();
    }
}
