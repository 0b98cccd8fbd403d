package io.tailrace.agent;

import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.agent.AgentProperties.InputProperties;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.publish.JetStreamLinkOpener;
import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.agent.source.Source;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** A whole agent without Spring around it, files for it to follow, and a real server with the stream LOGS. */
final class AgentFixture implements AutoCloseable {

    static final Identity IDENTITY = new Identity("my.host", "logs", 8);

    private Identity identity = IDENTITY;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final NatsServer server;
    final Path logs;
    final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, String> keys = new HashMap<>();
    private Agent agent;

    AgentFixture(Path directory) throws IOException {
        this(directory, NatsServer.start());
    }

    AgentFixture(Path directory, NatsServer server) throws IOException {
        this.server = server;
        logs = Files.createDirectories(directory.resolve("logs"));
        key("state-directory", directory.resolve("state").toString());
        key("inputs.app.paths", logs + "/*.log");
        key("rescan-interval", "500ms");
        key("seal-after-quiet", "300ms");
        key("checkpoint-interval", "50ms");
        agent = newAgent();
    }

    /** Sets a key below {@code tailrace.agent}; before {@link #start()}. */
    AgentFixture key(String name, String value) {
        keys.put("tailrace.agent." + name, value);
        return this;
    }

    AgentFixture stream(UnaryOperator<StreamConfiguration.Builder> stream) throws IOException, InterruptedException {
        manage(streams -> streams.addStream(
                stream.apply(StreamConfiguration.builder().name("LOGS").subjects("logs.>"))
                        .build()));
        return this;
    }

    void updateStream(UnaryOperator<StreamConfiguration.Builder> change) throws IOException, InterruptedException {
        manage(streams -> streams.updateStream(change.apply(StreamConfiguration.builder(
                        streams.getStreamInfo("LOGS").getConfiguration()))
                .build()));
    }

    interface Management {
        void run(JetStreamManagement streams) throws IOException, JetStreamApiException;
    }

    void manage(Management action) throws IOException, InterruptedException {
        Connection connection = Nats.connect(server.url());
        try {
            action.run(connection.jetStreamManagement());
        } catch (JetStreamApiException e) {
            throw new IOException(e);
        } finally {
            connection.close();
        }
    }

    AgentFixture start() {
        agent = newAgent();
        agent.start();
        return this;
    }

    void stop() {
        agent.stop();
    }

    /** Appends to a file of the logs directory. */
    Path write(String name, String text) throws IOException {
        return Files.writeString(
                logs.resolve(name), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Waits until every byte of every file is acknowledged. */
    void awaitAcked() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ask(view -> {
                    long expected = 0;
                    for (Source source : view.sources()) {
                        expected += source.lag();
                    }
                    return !view.sources().isEmpty() && expected == 0 && sizesAreKnown(view);
                }));
    }

    /** The agent's figure of a size is that of its last look; what was just written may be none of it yet. */
    private static boolean sizesAreKnown(ShippingView view) {
        return view.sources().stream().allMatch(source -> {
            try {
                return !Files.exists(source.path()) || Files.size(source.path()) <= source.size();
            } catch (IOException e) {
                return true;
            }
        });
    }

    void awaitSources(int count) {
        await().atMost(PATIENCE).until(() -> ask(view -> view.sources().size() == count));
    }

    void awaitTold(String event) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            if (told.stream().noneMatch(line -> line.contains(event))) {
                throw new AssertionError("not told \"" + event + "\" but " + told);
            }
        });
    }

    <T> T ask(Function<ShippingView, T> question) throws ExecutionException, InterruptedException, TimeoutException {
        return Objects.requireNonNull(agent.ask(question)).get(20, TimeUnit.SECONDS);
    }

    StreamContents contents() throws IOException, InterruptedException {
        return StreamContents.of(server.url());
    }

    /** What the next agent publishes as. */
    void identity(Identity other) {
        identity = other;
    }

    /** One more agent with the same configuration, not started. */
    Agent another() {
        return newAgent();
    }

    private Agent newAgent() {
        AgentProperties properties = new Binder(
                        List.of(new MapConfigurationPropertySource(keys)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("tailrace.agent", AgentProperties.class);
        Map<String, InputProperties> configured = properties.inputs();
        List<Input> inputs = AgentInputs.of(configured);
        Partitioning partitions = new Partitioning(identity.partitions());
        String instance = UUID.randomUUID().toString();
        return new Agent(
                properties,
                inputs,
                AgentSettings.of(properties, identity, instance),
                published -> new JetStreamLinkOpener(
                        (role, customizer) -> {
                            Options.Builder options = new Options.Builder().server(server.url());
                            customizer.accept(options);
                            return Nats.connect(options.build());
                        },
                        JetStreamOptions.DEFAULT_JS_OPTIONS,
                        "LOGS",
                        Subject.of(
                                published.subjectPrefix(), new Partitioning(published.partitions()), published.host()),
                        partitions,
                        instance),
                events(),
                Duration.ofSeconds(3));
    }

    private ShippingEvents events() {
        return new ShippingEvents() {
            @Override
            public void opened() {
                told.add("open");
            }

            @Override
            public void shut(String why) {
                told.add("shut: " + why);
            }

            @Override
            public void sealed(Source source) {
                told.add("sealed " + source.origin().path());
            }

            @Override
            public void checkpointFailed(IOException why) {
                told.add("checkpoint failed: " + why);
            }

            @Override
            public void checkpointed() {
                if (!told.isEmpty() && told.stream().anyMatch(line -> line.startsWith("checkpoint failed"))) {
                    told.add("checkpointed again");
                }
            }

            @Override
            public void moved(Move.Outcome outcome, String problem) {
                told.add("moved " + outcome.settled() + ", not " + outcome.unsettled() + ": " + problem);
            }
        };
    }

    @Override
    public void close() {
        agent.stop();
        server.close();
    }
}
