package io.tailrace.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.ShippedDeclaration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTests {

    @Test
    void everyFieldThatCanBeDeclaredReachesTheServersJson() {
        StreamDeclaration declared = one("""
                name: ALL
                description: everything
                subjects: [a.>, b]
                storage: memory
                retention: interest
                discard: new
                max-msgs: 1
                max-bytes: 8MB
                max-age: 1d12h
                max-msg-size: 1000
                max-msgs-per-subject: 2
                max-consumers: 3
                duplicate-window: 90s
                replicas: 3
                compression: s2
                no-ack: true
                allow-direct: false
                allow-rollup-hdrs: true
                deny-delete: true
                deny-purge: false
                metadata: {"[team.name]": web}
                """);
        assertThat(declared.config()).hasToString("""
                {"name":"ALL","description":"everything","subjects":["a.>","b"],"storage":"memory",\
                "retention":"interest","discard":"new","max_msgs":1,"max_bytes":8388608,"max_age":129600000000000,\
                "max_msg_size":1000,"max_msgs_per_subject":2,"max_consumers":3,"duplicate_window":90000000000,\
                "num_replicas":3,"compression":"s2","no_ack":true,"allow_direct":false,"allow_rollup_hdrs":true,\
                "deny_delete":true,"deny_purge":false,"metadata":{"team.name":"web"}}""");
    }

    @Test
    void namesOfTheWireMayBePastedIn() {
        assertThat(one("{name: A, max_age: 1h, maxMsgs: 5}").config())
                .hasToString("{\"name\":\"A\",\"max_msgs\":5,\"max_age\":3600000000000}");
    }

    @Test
    void minusOneIsUnlimited() {
        assertThat(one("{name: A, max-age: -1, max-bytes: -1, max-msgs: -1}").config())
                .hasToString("{\"name\":\"A\",\"max_msgs\":-1,\"max_bytes\":-1,\"max_age\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "max-age; 30; is not a duration",
                "max-age; 1 fortnight; is not a duration",
                "max-age; 999999999d; is not a duration",
                "max-age; 5ms; is too short: use 100ms or longer, -1 for unlimited",
                "duplicate-window; 0; is too short: use 100ms or longer",
                "max-bytes; 8 mebibytes; is not a size",
                "max-bytes; 99999999999TB; is not a size",
                "max-msgs; many; is not accepted: use a whole number, -1 or more, -1 for unlimited",
                "max-msgs; -2; is not accepted: use a whole number, -1 or more, -1 for unlimited",
                "max-consumers; 9999999999; is not accepted: use a whole number, -1 to 2147483647",
                "replicas; 6; is not accepted: use a whole number, 1 to 5",
                "replicas; 0; is not accepted: use a whole number, 1 to 5",
                "no-ack; yes; is not accepted: use true or false",
                "subject-delete-marker-ttl; 100ms; is too short: use 1s or longer",
                "storage; disk; is not accepted: use one of [file, memory]",
                "persist-mode; sync; is not accepted: use one of [async, default]",
                "retention; work-queue; is not accepted: use one of [interest, limits, workqueue]",
                "partitions; 0-16; is not accepted: use all, or partitions from 0 to 15, as in 0-7,12",
                "template; none; is not in tailrace.admin.templates"
            })
    void aWrongValueIsNamedWithItsKeyAndWhatIsAccepted(String key, String value, String problem) {
        assertThat(wrong("{name: A, " + key + ": \"" + value + "\"}"))
                .startsWith("tailrace.admin.streams[0]." + key + " = " + value + " " + problem);
    }

    @Test
    void aWrongValueWithinAnObjectOrAListIsNamedWithItsWholeKey() {
        assertThat(wrong("{name: A, sources: [{name: B}, {name: C, opt-start-time: yesterday}]}"))
                .isEqualTo("tailrace.admin.streams[0].sources[1].opt-start-time = yesterday is not a time: write it as"
                        + " 2026-11-25T08:00:00Z");
        assertThat(wrong("{name: A, consumers: [{name: c, ack-wait: 0}]}"))
                .isEqualTo("tailrace.admin.streams[0].consumers[0].ack-wait = 0 is too short: use 1ms or longer");
    }

    @ParameterizedTest
    @CsvSource({"a.b", "a b", "a*", "a>", "a/b", "'{x}'"})
    void aNameThatNoServerTakesIsRefused(String name) {
        assertThat(wrong("name: \"" + name + "\"")).startsWith("tailrace.admin.streams[0].name = " + name);
    }

    @Test
    void aStreamWithoutNameIsRefused() {
        assertThat(wrong("max-age: 1d")).isEqualTo("tailrace.admin.streams[0].name is missing");
    }

    @Test
    void twoDeclarationsOfOneStreamAreRefusedAndTheFirstCounts() {
        Declared declared =
                ShippedDeclaration.declared("tailrace: {admin: {streams: [{name: KV_A}], key-value: [{bucket: A}]}}");
        assertThat(declared.streams()).extracting(StreamDeclaration::key).containsExactly("tailrace.admin.streams[0]");
        assertThat(declared.invalid())
                .extracting(InvalidDeclaration::problem)
                .containsExactly("tailrace.admin.key-value[0] = KV_A is declared already at tailrace.admin.streams[0]");
    }

    @Test
    void whatIsWrongWithOneDoesNotConcernTheOthers() {
        Declared declared = ShippedDeclaration.declared("""
                tailrace.admin:
                  streams: [{name: A, replicas: 9}, {name: B}]
                  key-value: [{bucket: C, history: 65}, {bucket: D}, {history: 1}]
                  object-store: [{bucket: "e f"}, {bucket: G}]
                """);
        assertThat(declared.streams()).extracting(StreamDeclaration::name).containsExactly("B", "KV_D", "OBJ_G");
        assertThat(declared.invalid())
                .extracting(InvalidDeclaration::name)
                .containsExactly("A", "KV_C", null, "OBJ_e f");
    }

    @Test
    void anEntryCountsBeforeItsTemplateAndThatBeforeTheDefaults() {
        List<StreamDeclaration> declared = ShippedDeclaration.of("""
                tailrace.admin:
                  defaults:
                    stream: {replicas: 3, storage: memory, max-age: 1d}
                    consumer: {ack-wait: 1m}
                  templates:
                    partition: {max-age: 2d, max-bytes: 1GB, consumers: [{name: archive}]}
                  streams:
                    - {name: A, template: partition, max-bytes: 2GB}
                    - {name: B}
                  key-value: [{bucket: C, storage: file}]
                """);
        assertThat(declared.get(0).config())
                .hasToString("{\"name\":\"A\",\"storage\":\"memory\",\"max_age\":172800000000000,"
                        + "\"num_replicas\":3,\"max_bytes\":2147483648}");
        assertThat(declared.get(0).consumers())
                .extracting(ConsumerDeclaration::config)
                .hasToString("[{\"ack_wait\":60000000000}]");
        assertThat(declared.get(1).config().path("max_age").asLong()).isEqualTo(86400000000000L);
        assertThat(declared.get(1).consumers()).isEmpty();
        assertThat(declared.get(2).config().path("num_replicas").asInt()).isEqualTo(3);
        assertThat(declared.get(2).config().path("storage").asString()).isEqualTo("file");
        assertThat(declared.get(2).config().has("max_age")).isFalse();
    }

    @Test
    void oneDeclarationIsOneStreamAPartition() {
        List<StreamDeclaration> declared = ShippedDeclaration.of("""
                tailrace.admin:
                  streams:
                    - name: LOGS-p{partition}
                      subjects: ["logs.p{partition}.>"]
                      partitions: 0-2,7
                      consumers: [{name: "archive_p{partition}", filter-subject: "logs.p{partition}.>"}]
                      reclaim: {above: 70, consumers: ["archive_p{partition}"]}
                """);
        assertThat(declared)
                .extracting(StreamDeclaration::name)
                .containsExactly("LOGS-p0", "LOGS-p1", "LOGS-p2", "LOGS-p7");
        StreamDeclaration last = declared.get(3);
        assertThat(last.config().path("subjects")).hasToString("[\"logs.p7.>\"]");
        assertThat(last.consumers()).extracting(ConsumerDeclaration::name).containsExactly("archive_p7");
        assertThat(last.consumers().get(0).config()).hasToString("{\"filter_subject\":\"logs.p7.>\"}");
        assertThat(last.reclaim()).isEqualTo(new Reclaim(70, List.of("archive_p7"), false));
    }

    @Test
    void subjectsAndConsumersOfOneStreamAreSpreadOverPartitions() {
        StreamDeclaration declared = one("""
                name: LOGS
                subjects: ["logs.p{partition}.>", other]
                partitions: 0,3
                consumers: [{name: "a{partition}", filter-subject: "logs.p{partition}.>"}]
                """);
        assertThat(declared.config().path("subjects")).hasToString("[\"logs.p0.>\",\"logs.p3.>\",\"other\"]");
        assertThat(declared.consumers()).extracting(ConsumerDeclaration::name).containsExactly("a0", "a3");
    }

    @Test
    void onlyStreamsWithLogSubjectsCarryTheNumberOfPartitions() {
        List<String> marked = ShippedDeclaration.streams().stream()
                .filter(stream -> !stream.marks().isEmpty())
                .map(StreamDeclaration::name)
                .toList();
        assertThat(marked).containsExactly("LOGS");
        assertThat(one("{name: A, subjects: [logs.p7.>]}").marks()).containsEntry("io.tailrace.partitions", "16");
        assertThat(one("{name: A, subjects: [\">\"]}").marks()).isNotEmpty();
        assertThat(one("{name: A, subjects: [logs]}").marks()).isEmpty();
    }

    private static String wrong(String entry) {
        Declared declared = ShippedDeclaration.declared("tailrace: {admin: {streams: [" + flow(entry) + "]}}");
        assertThat(declared.streams()).isEmpty();
        return declared.invalid().get(0).problem();
    }

    private static String flow(String entry) {
        return entry.startsWith("{") ? entry : "{" + entry + "}";
    }

    private static StreamDeclaration one(String entry) {
        String indented =
                Arrays.stream(entry.split("\n")).map(line -> "        " + line).collect(Collectors.joining("\n"));
        return ShippedDeclaration.of("tailrace:\n  admin:\n    streams:\n      -\n" + indented)
                .get(0);
    }
}
