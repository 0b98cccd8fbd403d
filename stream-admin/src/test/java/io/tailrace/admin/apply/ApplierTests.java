package io.tailrace.admin.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.Broker;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.testing.NatsServer;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplierTests extends ApplyingTest {

    @Test
    void createsWhatIsMissingAndSendsNothingWhenAllIsEqual() throws Exception {
        List<StreamDeclaration> shipped = ShippedDeclaration.streams();

        assertThat(apply(shipped)).extracting(Result::outcome).containsOnly(Outcome.CREATED);
        assertThat(broker.changes())
                .containsExactly(
                        "$JS.API.STREAM.CREATE.LOGS",
                        "$JS.API.STREAM.CREATE.LOGS_DLQ",
                        "$JS.API.STREAM.CREATE.KV_LOG_AGENTS");

        assertThat(apply(shipped)).extracting(Result::outcome).containsOnly(Outcome.EQUAL);
        assertThat(broker.changes()).hasSize(3);
    }

    @Test
    void changesWhatCanBeChangedAndLeavesTheRestAlone() throws Exception {
        apply(ShippedDeclaration.streams());
        broker.edit("LOGS", "{\"max_age\":172800000000000,\"max_consumers\":9,\"metadata\":{\"team\":\"web\"}}");

        Result logs = apply(ShippedDeclaration.streams()).get(0);

        assertThat(logs.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(logs.plan().differences()).hasToString("[max_age  2d -> 1d  (update)]");
        assertThat(broker.config("LOGS").path("max_age").asLong()).isEqualTo(86400000000000L);
        assertThat(broker.config("LOGS").path("max_consumers").asInt()).isEqualTo(9);
        assertThat(broker.config("LOGS").path("metadata").path("team").asString())
                .isEqualTo("web");
    }

    @Test
    void onlyReportsWhatDiffersWhereThatIsAskedFor() throws Exception {
        apply(ShippedDeclaration.streams());
        broker.edit("LOGS", "{\"max_age\":172800000000000}");
        int before = broker.changes().size();

        Declared declared = new Declared(ShippedDeclaration.streams(), List.of());
        Result logs = new Applier(
                        broker.api(), new Planner(broker.api(), declared, Permissions.NONE), null, Clock.systemUTC())
                .round(name -> Mode.REPORT, false)
                .get(0);

        assertThat(logs.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(broker.changes()).hasSize(before);
    }

    @Test
    void subjectsMoveFromOneStreamToAnotherInOneRoundWhicheverComesFirst() throws Exception {
        String streams = "tailrace: {admin: {streams: [{name: B, subjects: [%s]}, {name: A, subjects: [%s]}]}}";
        apply(ShippedDeclaration.of(streams.formatted("b", "\"a.>\"")));
        assertThat(apply(ShippedDeclaration.of(streams.formatted("\"a.>\"", "c"))))
                .extracting(Result::outcome)
                .containsExactly(Outcome.UPDATED, Outcome.UPDATED);
        assertThat(apply(ShippedDeclaration.of(streams.formatted("b", "\"a.>\""))))
                .extracting(Result::outcome)
                .containsExactly(Outcome.UPDATED, Outcome.UPDATED);
        assertThat(broker.config("A").path("subjects").toString()).isEqualTo("[\"a.>\"]");
    }

    @Test
    void whatTheServerDoesNotDoIsAskedForOnce() throws Exception {
        broker.request("STREAM.CREATE.O", "{\"name\":\"O\",\"allow_direct\":true}");
        List<StreamDeclaration> mirror = ShippedDeclaration.of(
                "tailrace: {admin: {streams: [{name: A, mirror: {name: O}, mirror-direct: false}]}}");
        Declared declared = new Declared(mirror, List.of());
        Applier applier = new Applier(
                broker.api(), new Planner(broker.api(), declared, Permissions.NONE), null, Clock.systemUTC());
        for (int round = 0; round < 4; round++) {
            assertThat(applier.round(name -> Mode.ALL, false).get(0).problem()).contains("server d");
        }
        assertThat(broker.changes())
                .containsExactly("$JS.API.STREAM.CREATE.O", "$JS.API.STREAM.CREATE.A", "$JS.API.STREAM.UPDATE.A");
    }

    @Test
    void overlappingSubjectsNameTheOtherStreamAndDontStopTheRest() throws Exception {
        broker.request("STREAM.CREATE.OLD", "{\"name\":\"OLD\",\"subjects\":[\"logs.p1.>\"]}");

        List<Result> results = apply(ShippedDeclaration.streams());

        assertThat(results)
                .extracting(Result::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.CREATED, Outcome.CREATED);
        assertThat(results.get(0).problem())
                .isEqualTo("subjects = logs.>: the server refuses it: subjects overlap with an existing stream (10065);"
                        + " they are in OLD");
    }

    @Test
    void aRefusedFieldIsNamedWithItsValueAndTheServersWords() throws Exception {
        List<Result> results = apply(ShippedDeclaration.of("""
                tailrace:
                  admin:
                    streams:
                      - {name: A, replicas: 3}
                      - {name: C, duplicate-window: 1d, max-age: 1h}
                      - {name: E, consumers: [{name: c, deliver-subject: x, max-waiting: 5}, {name: d}]}
                """));
        assertThat(results)
                .extracting(Result::problem)
                .containsExactly(
                        "num_replicas = 3: the server refuses it: replicas > 1 not supported in non-clustered mode"
                                + " (10074)",
                        "duplicate_window = 1d: the server refuses it: duplicates window can not be larger then max"
                                + " age (10052)",
                        null,
                        "max_waiting = 5: the server refuses it: consumer in push mode can not set max waiting (10080)",
                        null);
    }

    @Test
    void withJetStreamOffNothingIsKnownAndTheReasonIsSaid() throws Exception {
        try (Broker off = new Broker(NatsServer.builder().jetStream(false).start())) {
            Declared declared = new Declared(ShippedDeclaration.streams(), List.of());
            List<Result> results = new Applier(
                            off.api(), new Planner(off.api(), declared, Permissions.NONE), null, Clock.systemUTC())
                    .round(name -> Mode.ALL, true);
            assertThat(results).extracting(Result::outcome).containsOnly(Outcome.UNKNOWN);
            assertThat(results.get(0).problem()).contains("JetStream is not enabled");
        }
    }
}
