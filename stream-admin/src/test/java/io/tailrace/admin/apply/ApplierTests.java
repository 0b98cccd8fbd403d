package io.tailrace.admin.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.Broker;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.StreamResult.Outcome;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplierTests {

    private Broker broker;

    @BeforeEach
    void startServer() {
        broker = new Broker();
    }

    @AfterEach
    void stopServer() throws IOException {
        broker.close();
    }

    @Test
    void createsWhatIsMissingAndSendsNothingWhenAllIsEqual() throws Exception {
        List<StreamDeclaration> shipped = ShippedDeclaration.streams();

        assertThat(apply(shipped)).extracting(StreamResult::outcome).containsOnly(Outcome.CREATED);
        assertThat(broker.changes())
                .containsExactly(
                        "$JS.API.STREAM.CREATE.LOGS",
                        "$JS.API.STREAM.CREATE.LOGS_DLQ",
                        "$JS.API.STREAM.CREATE.KV_LOG_AGENTS");

        assertThat(apply(shipped)).extracting(StreamResult::outcome).containsOnly(Outcome.EQUAL);
        assertThat(broker.changes()).hasSize(3);
    }

    @Test
    void changesNothingOfAStreamThatDiffers() throws Exception {
        List<StreamDeclaration> shipped = ShippedDeclaration.streams();
        apply(shipped);
        broker.edit("LOGS", "{\"max_age\":172800000000000}");
        int before = broker.changes().size();

        StreamResult logs = apply(shipped).get(0);

        assertThat(logs.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(logs.differences()).hasToString("[max_age  declared 1d  actual 2d]");
        assertThat(broker.changes()).hasSize(before);
    }

    @Test
    void anotherStorageIsNamedAndNothingIsRecreated() throws Exception {
        broker.request("STREAM.CREATE.LOGS", "{\"name\":\"LOGS\",\"subjects\":[\"logs.>\"],\"storage\":\"memory\"}");

        StreamResult logs = apply(ShippedDeclaration.streams()).get(0);

        assertThat(logs.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(logs.differences().toString()).contains("storage  declared file  actual memory");
        assertThat(broker.config("LOGS").path("storage").asString()).isEqualTo("memory");
    }

    @Test
    void overlappingSubjectsNameTheOtherStreamAndDontStopTheRest() throws Exception {
        broker.request("STREAM.CREATE.OLD", "{\"name\":\"OLD\",\"subjects\":[\"logs.p1.>\"]}");

        List<StreamResult> results = apply(ShippedDeclaration.streams());

        assertThat(results)
                .extracting(StreamResult::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.CREATED, Outcome.CREATED);
        assertThat(results.get(0).problem())
                .isEqualTo("subjects = logs.>: the server refuses it: subjects overlap with an existing stream (10065);"
                        + " they are in OLD");
    }

    @Test
    void aRefusedFieldIsNamedWithItsValueAndTheServersWords() throws Exception {
        List<StreamResult> results = apply(ShippedDeclaration.of("""
                tailrace:
                  admin:
                    streams:
                      - {name: A, replicas: 3}
                      - {name: B, max-age: 5ms}
                      - {name: C, duplicate-window: 1d, max-age: 1h}
                      - {name: D, subjects: ["d..x"]}
                      - {name: E}
                """));
        assertThat(results)
                .extracting(StreamResult::problem)
                .containsExactly(
                        "num_replicas = 3: the server refuses it: replicas > 1 not supported in non-clustered mode"
                                + " (10074)",
                        "max_age = 5ms: the server refuses it: max age needs to be >= 100ms (10052)",
                        "duplicate_window = 1d: the server refuses it: duplicates window can not be larger then max"
                                + " age (10052)",
                        "subjects = d..x: the server refuses it: invalid subject (10052)",
                        null);
    }

    @Test
    void withJetStreamOffNothingIsKnownAndTheReasonIsSaid() throws Exception {
        try (Broker off = new Broker(NatsServer.builder().jetStream(false).start())) {
            List<StreamResult> results =
                    new Applier(off.api()).apply(new Planner(off.api(), ShippedDeclaration.streams()).plan());
            assertThat(results).extracting(StreamResult::outcome).containsOnly(Outcome.UNKNOWN);
            assertThat(results.get(0).problem()).contains("JetStream is not enabled");
        }
    }

    private List<StreamResult> apply(List<StreamDeclaration> declarations) throws InterruptedException {
        return new Applier(broker.api()).apply(new Planner(broker.api(), declarations).plan());
    }
}
