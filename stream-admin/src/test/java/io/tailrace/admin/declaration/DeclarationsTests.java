package io.tailrace.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
    void everyKeyIsInTheTable() {
        StreamDeclaration declared = one("name: A");
        assertThat(declared.config().propertyNames()).containsExactly("name");
        assertThat(StreamProperties.class.getRecordComponents())
                .hasSize(StreamFields.all().size() + 1);
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
    @CsvSource({
        "max-age, 30, is not a duration",
        "max-age, 1 fortnight, is not a duration",
        "max-age, 999999999d, is not a duration",
        "max-bytes, 8 mebibytes, is not a size",
        "max-bytes, 99999999999TB, is not a size",
        "storage, disk, 'is not accepted: use one of [file, memory]'",
        "retention, work-queue, 'is not accepted: use one of [interest, limits, workqueue]'"
    })
    void aWrongValueIsNamedWithItsKeyAndWhatIsAccepted(String key, String value, String problem) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> one("{name: A, " + key + ": \"" + value + "\"}"))
                .withMessageContaining("tailrace.admin.streams[0]." + key + " = " + value + " " + problem);
    }

    @ParameterizedTest
    @CsvSource({"a.b", "a b", "a*", "a>", "a/b"})
    void aNameThatNoServerTakesIsRefused(String name) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> one("name: \"" + name + "\""))
                .withMessageContaining("tailrace.admin.streams[0].name = " + name);
    }

    @Test
    void aStreamWithoutNameIsRefused() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> one("max-age: 1d"))
                .withMessage("tailrace.admin.streams[0].name is missing");
    }

    @Test
    void twoDeclarationsOfOneStreamAreRefused() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() ->
                        ShippedDeclaration.of("tailrace: {admin: {streams: [{name: KV_A}], key-value: [{bucket: A}]}}"))
                .withMessage("tailrace.admin.key-value[0] = KV_A is declared already at tailrace.admin.streams[0]");
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

    private static StreamDeclaration one(String entry) {
        String indented =
                Arrays.stream(entry.split("\n")).map(line -> "        " + line).collect(Collectors.joining("\n"));
        return ShippedDeclaration.of("tailrace:\n  admin:\n    streams:\n      -\n" + indented)
                .get(0);
    }
}
