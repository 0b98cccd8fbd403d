package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.plan.Comparison;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** LOGS is the stream that the command line tool makes, but for one line of metadata. */
class ArticleStreamTests {

    private static final List<String> COMMAND = List.of(
            "str",
            "add",
            "LOGS",
            "--subjects",
            "logs.>",
            "--storage",
            "file",
            "--retention",
            "limits",
            "--max-msgs=-1",
            "--max-bytes=-1",
            "--max-age",
            "1d",
            "--max-msg-size=-1",
            "--defaults");

    private final StreamDeclaration logs = ShippedDeclaration.streams().get(0);

    @Test
    void isTheRecordedOneWithTheNumberOfPartitionsAdded() throws Exception {
        try (Broker broker = new Broker();
                InputStream recorded = getClass().getResourceAsStream("/nats-str-add-LOGS.json")) {
            broker.api().create(logs.creation());
            ObjectNode expected = (ObjectNode) JsonMapper.builder()
                    .build()
                    .readTree(Objects.requireNonNull(recorded))
                    .path("config");

            assertThat(comparable(broker.config("LOGS"))).isEqualTo(marked(comparable(expected)));
        }
    }

    @Test
    void isTheToolsOwnWithTheNumberOfPartitionsAdded() throws Exception {
        CommandLineTool.assumeThere();
        try (Broker ours = new Broker();
                Broker theirs = new Broker()) {
            ours.api().create(logs.creation());
            CommandLineTool.run(theirs.url(), COMMAND.toArray(String[]::new));

            assertThat(comparable(ours.config("LOGS"))).isEqualTo(marked(comparable(theirs.config("LOGS"))));
            assertThat(new Comparison(
                                    StreamFields.TABLE,
                                    ServerVersion.parse(theirs.api().serverVersion()))
                            .differences(logs.config(), theirs.config("LOGS")))
                    .isEmpty();
        }
    }

    @Test
    void theBucketIsTheToolsOwn() throws Exception {
        CommandLineTool.assumeThere();
        StreamDeclaration bucket = ShippedDeclaration.streams().get(2);
        try (Broker ours = new Broker();
                Broker theirs = new Broker()) {
            ours.api().create(bucket.creation());
            CommandLineTool.run(theirs.url(), "kv", "add", "LOG_AGENTS", "--history", "1");

            assertThat(ours.config("KV_LOG_AGENTS")).isEqualTo(theirs.config("KV_LOG_AGENTS"));
        }
    }

    /** Without the server's notes about its own version. */
    private static ObjectNode comparable(ObjectNode config) {
        ObjectNode copy = config.deepCopy();
        ObjectNode metadata = copy.withObject("metadata");
        metadata.propertyNames().stream()
                .filter(name -> name.startsWith("_nats."))
                .toList()
                .forEach(metadata::remove);
        return copy;
    }

    private static ObjectNode marked(ObjectNode config) {
        config.withObject("metadata").put("io.tailrace.partitions", "16");
        return config;
    }
}
