package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.export.BrokerExport;
import io.tailrace.admin.plan.Canonical;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Planner;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the command line tool set up, exported, made again elsewhere, exported again. */
class BrokerExportTests {

    private static final List<List<String>> UNUSUAL = List.of(
            List.of("stream", "add", "PLAIN", "--subjects", "plain.>", "--defaults"),
            List.of(
                    "stream",
                    "add",
                    "ODD",
                    "--subjects",
                    "odd.a.*,odd.b.>",
                    "--storage",
                    "memory",
                    "--retention",
                    "work",
                    "--discard",
                    "new",
                    "--max-msgs=1234",
                    "--max-bytes=77MB",
                    "--max-age=36h",
                    "--max-msg-size=4321",
                    "--max-msgs-per-subject=9",
                    "--discard-per-subject",
                    "--dupe-window=17s",
                    "--allow-rollup",
                    "--deny-delete",
                    "--no-allow-direct",
                    "--max-consumers=7",
                    "--description",
                    "it's ${odd}: \"yes\" #1",
                    "--metadata",
                    "team.name=a/b",
                    "--compression=s2",
                    "--first-sequence=500",
                    "--allow-msg-ttl",
                    "--subject-del-markers-ttl=90s",
                    "--defaults"),
            List.of(
                    "stream",
                    "add",
                    "MOVED",
                    "--subjects",
                    "moved.>",
                    "--transform-source",
                    "moved.>",
                    "--transform-destination",
                    "gone.>",
                    "--republish-source",
                    "gone.>",
                    "--republish-destination",
                    "copy.>",
                    "--republish-headers",
                    "--limit-consumer-max-pending=55",
                    "--defaults"),
            List.of("stream", "add", "MIRROR", "--mirror", "PLAIN", "--defaults"),
            List.of("stream", "add", "SUM", "--source", "PLAIN", "--source", "MOVED", "--defaults"),
            List.of(
                    "stream",
                    "add",
                    "QUEUE",
                    "--subjects",
                    "queue",
                    "--retention",
                    "interest",
                    "--deny-purge",
                    "--defaults"),
            List.of(
                    "consumer",
                    "add",
                    "PLAIN",
                    "pulled",
                    "--pull",
                    "--ack=all",
                    "--max-pending=-1",
                    "--wait=77s",
                    "--max-deliver=6",
                    "--backoff=linear",
                    "--backoff-steps=3",
                    "--backoff-min=1s",
                    "--backoff-max=9s",
                    "--filter",
                    "plain.a",
                    "--filter",
                    "plain.b",
                    "--sample=42",
                    "--replicas=1",
                    "--inactive-threshold=2h",
                    "--max-pull-expire=10m",
                    "--max-pull-bytes=100000",
                    "--max-pull-batch=33",
                    "--max-waiting=11",
                    "--description=x",
                    "--deliver=all",
                    "--replay=original",
                    "--defaults"),
            List.of(
                    "consumer",
                    "add",
                    "PLAIN",
                    "pushed",
                    "--target",
                    "to.here",
                    "--deliver-group",
                    "g",
                    "--ack=explicit",
                    "--heartbeat=7s",
                    "--flow-control",
                    "--deliver=5",
                    "--memory",
                    "--bps",
                    "8192",
                    "--defaults"),
            List.of(
                    "kv",
                    "add",
                    "SETTINGS",
                    "--history=7",
                    "--ttl=48h",
                    "--max-value-size=10KB",
                    "--max-bucket-size=5MB",
                    "--storage=memory",
                    "--description=d",
                    "--compress"),
            List.of("kv", "add", "MARKED", "--ttl=1h", "--marker-ttl=5m"),
            List.of("kv", "add", "COPY", "--mirror", "SETTINGS"),
            List.of("kv", "add", "SUMMED", "--source", "SETTINGS"),
            List.of("object", "add", "FILES", "--ttl=24h", "--max-bucket-size=1GB", "--description=f", "--compress"));

    @Test
    void theExportAppliedElsewhereIsTheSameAndAppliedHereChangesNothing() throws Exception {
        CommandLineTool.assumeThere();
        try (Broker here = new Broker();
                Broker elsewhere = new Broker()) {
            for (List<String> command : UNUSUAL) {
                CommandLineTool.run(here.url(), command.toArray(String[]::new));
            }
            String export = new BrokerExport(here.api()).yaml();
            List<String> before = streamChanges(here);

            assertThat(plan(here, export))
                    .as(export)
                    .flatExtracting(Plan::differences)
                    .isEmpty();
            apply(here, export);
            assertThat(streamChanges(here)).isEqualTo(before);

            assertThat(apply(elsewhere, export)).as(export).allMatch(Result::settled);
            assertThat(new BrokerExport(elsewhere.api()).yaml()).isEqualTo(export);
            for (var stream : here.api().streams()) {
                assertThat(Canonical.leaves(StreamFields.TABLE, elsewhere.config(stream.name())))
                        .isEqualTo(Canonical.leaves(StreamFields.TABLE, here.config(stream.name())));
                assertThat(consumers(elsewhere, stream.name())).isEqualTo(consumers(here, stream.name()));
            }
            assertThat(export)
                    .contains("bucket: SETTINGS", "bucket: FILES")
                    .doesNotContain("    - name: KV_SETTINGS\n      s");
        }
    }

    @Test
    void consumersOfCollectorsAreLeftOut() throws Exception {
        try (Broker broker = new Broker()) {
            broker.request("STREAM.CREATE.LOGS", "{\"name\":\"LOGS\",\"subjects\":[\"logs.>\"]}");
            broker.request(
                    "CONSUMER.CREATE.LOGS.archive-p0",
                    "{\"stream_name\":\"LOGS\",\"config\":{\"name\":\"archive-p0\",\"durable_name\":\"archive-p0\","
                            + "\"ack_policy\":\"all\",\"metadata\":{\"io.tailrace.ledger\":\"x\"}}}");
            assertThat(new BrokerExport(broker.api()).yaml())
                    .startsWith("# LOGS/archive-p0 is a collector's own and left out\n")
                    .doesNotContain("consumers:");
        }
    }

    /** Servers make consumers of their own for mirrors and sources. */
    private static List<String> streamChanges(Broker broker) {
        return broker.changes().stream()
                .filter(change -> change.contains(".STREAM."))
                .toList();
    }

    private static List<Map<String, JsonNode>> consumers(Broker broker, String stream) throws Exception {
        return broker.api().consumers(stream).stream()
                .sorted(Comparator.comparing(ConsumerInfo::name))
                .filter(ConsumerInfo::isDurable)
                .map(consumer -> Canonical.leaves(ConsumerFields.TABLE, consumer.config()))
                .toList();
    }

    private static List<Plan> plan(Broker broker, String yaml) throws InterruptedException {
        return new Planner(broker.api(), declared(yaml), Permissions.NONE).plan();
    }

    private static List<Result> apply(Broker broker, String yaml) throws InterruptedException {
        Planner planner = new Planner(broker.api(), declared(yaml), Permissions.NONE);
        return new Applier(broker.api(), planner, null, Clock.systemUTC()).round(name -> Mode.ALL, true);
    }

    private static Declared declared(String yaml) {
        Declared declared = ShippedDeclaration.declared(yaml);
        assertThat(declared.invalid()).isEmpty();
        return declared;
    }
}
