package io.tailrace.admin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.admin.Broker;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.declaration.StreamFields;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server, because it is the server's JSON that decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonTests {

    private final StreamDeclaration logs = ShippedDeclaration.streams().get(0);
    private Broker broker;

    @BeforeAll
    void startServer() {
        broker = new Broker();
    }

    @AfterAll
    void stopServer() throws IOException {
        broker.close();
    }

    @BeforeEach
    void create() {
        // The server is not always done with deleting the one before.
        await().ignoreExceptions().until(() -> broker.api().create(logs.creation()) != null);
    }

    @AfterEach
    void delete() {
        broker.request("STREAM.DELETE.LOGS", "");
    }

    @Test
    void whatWasCreatedDoesNotDiffer() {
        assertThat(differences(logs)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"subjects":["logs.>","more.>"]}              ; subjects  logs.>, more.> -> logs.>  (update)
            {"max_age":172800000000000}                   ; max_age  2d -> 1d  (update)
            {"retention":"interest"}                      ; retention  interest -> limits  (update)
            {"max_msgs":100}                              ; max_msgs  100 -> unlimited  (update)
            {"max_bytes":8388608}                         ; max_bytes  8MB -> unlimited  (update)
            {"max_msg_size":2048}                         ; max_msg_size  2KB -> unlimited  (update)
            """)
    void aDeclaredFieldThatWasEditedIsNamed(String edit, String difference) {
        broker.edit("LOGS", edit);
        assertThat(differences(logs)).containsExactly(difference);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"description":"x"}                           ; description ; not set ; x
            {"discard":"new"}                             ; discard ; old ; new
            {"max_msgs_per_subject":5}                    ; max_msgs_per_subject ; unlimited ; 5
            {"duplicate_window":60000000000}              ; duplicate_window ; 2m ; 1m
            {"compression":"s2"}                          ; compression ; not set ; s2
            {"no_ack":true}                               ; no_ack ; false ; true
            {"allow_direct":false}                        ; allow_direct ; true ; false
            {"deny_delete":true}                          ; deny_delete ; false ; true
            {"deny_purge":true}                           ; deny_purge ; false ; true
            {"allow_rollup_hdrs":true}                    ; allow_rollup_hdrs ; false ; true
            {"sealed":true}                               ; sealed ; false ; true
            {"allow_msg_ttl":true}                        ; allow_msg_ttl ; false ; true
            {"allow_msg_ttl":true,"subject_delete_marker_ttl":2000000000} ; subject_delete_marker_ttl ; unlimited ; 2s
            {"allow_atomic":true}                         ; allow_atomic ; false ; true
            {"allow_batched":true}                        ; allow_batched ; false ; true
            {"allow_msg_schedules":true}                  ; allow_msg_schedules ; false ; true
            {"consumer_limits":{"max_ack_pending":7}}     ; consumer_limits.max_ack_pending ; unlimited ; 7
            {"discard":"new","max_msgs_per_subject":5,"discard_new_per_subject":true} ; discard_new_per_subject ; false ; true
            {"republish":{"src":"logs.>","dest":"copy.>"}} ; republish.dest ; not set ; copy.>
            {"subject_transform":{"src":"logs.>","dest":"logs.x.>"}} ; subject_transform.dest ; not set ; logs.x.>
            {"sources":[{"name":"OTHER"}]}                ; sources ; not set ; [{"name":"OTHER"}]
            {"metadata":{"team":"web"}}                   ; metadata.team ; not set ; web
            """)
    void anUndeclaredFieldThatWasEditedIsNoDifferenceAndNamedAsUndeclared(
            String edit, String field, String byDefault, String actual) throws Exception {
        broker.edit("LOGS", edit);
        Plan plan = plan(logs);
        assertThat(plan.differences()).extracting(Difference::field).doesNotContain(field);
        assertThat(plan.undeclared().stream().map(Difference::toString))
                .contains(field + "  " + actual + " -> " + byDefault + "  (not declared)");
    }

    @Test
    void aStreamWithoutTheMarkIsNoDifferentAndOneWithAnotherNumberIs() throws Exception {
        broker.edit("LOGS", "{\"metadata\":{}}");
        assertThat(differences(logs)).isEmpty();
        assertThat(plan(logs).step()).isEqualTo(Plan.Step.NONE);
        broker.edit("LOGS", "{\"metadata\":{\"io.tailrace.partitions\":\"8\"}}");
        assertThat(plan(logs).differences()).hasToString("[metadata.io.tailrace.partitions  8 -> 16  (update)]");
    }

    @Test
    void theOrderOfSubjectsIsNoDifference() {
        broker.edit("LOGS", "{\"subjects\":[\"more.>\",\"logs.>\"]}");
        StreamDeclaration both = ShippedDeclaration.of(
                        "tailrace: {admin: {streams: [{name: LOGS, subjects: [logs.>, more.>], max-age: 24h}]}}")
                .get(0);
        assertThat(differences(both)).isEmpty();
    }

    private Plan plan(StreamDeclaration declaration) throws InterruptedException {
        Declared declared = new Declared(List.of(declaration), List.of());
        return new Planner(broker.api(), declared, Permissions.NONE).plan().get(0);
    }

    private Comparison comparison() {
        return new Comparison(
                StreamFields.TABLE, ServerVersion.parse(broker.api().serverVersion()));
    }

    private List<String> differences(StreamDeclaration declaration) {
        return comparison().differences(declaration.config(), broker.config("LOGS")).stream()
                .map(Difference::toString)
                .toList();
    }
}
