package io.tailrace.admin.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.admin.Broker;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.broker.Advisories;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import io.tailrace.admin.usage.UsageReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTests {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final String DECLARATION =
            "tailrace: {admin: {streams: [{name: A, subjects: [\"a.>\"], max-age: 1h, %s}, {name: B}]}}";
    private static final long TWO_HOURS = Duration.ofHours(2).toNanos();
    private static final long ONE_HOUR = Duration.ofHours(1).toNanos();

    private final List<Reconciler> running = new ArrayList<>();
    private Broker broker;

    @BeforeEach
    void startServer() {
        broker = new Broker();
    }

    @AfterEach
    void stopServer() throws IOException, InterruptedException {
        for (Reconciler reconciler : running) {
            reconciler.stop();
        }
        broker.close();
    }

    @Test
    void whatDiffersAtTheStartIsChangedAndLaterItIsReported() throws Exception {
        broker.request("STREAM.CREATE.A", "{\"name\":\"A\",\"subjects\":[\"a.>\"],\"max_age\":" + TWO_HOURS + "}");
        Reconciler reconciler = start("storage: file", Permissions.NONE, Policy.REPORT);
        await().until(() -> reconciler.board().settled());
        assertThat(maxAge()).isEqualTo(ONE_HOUR);

        broker.edit("A", "{\"max_age\":" + TWO_HOURS + "}");
        await().untilAsserted(() -> assertThat(outcome(reconciler)).isEqualTo(Outcome.DIFFERENT));
        assertThat(maxAge()).isEqualTo(TWO_HOURS);

        assertThat(reconciler.reconcile().get().settled()).as("asked for").isTrue();
        assertThat(maxAge()).isEqualTo(ONE_HOUR);
    }

    @Test
    void anEventMakesARoundAndWithCorrectTheStreamIsChangedBackUntilItIsAQuarrel() throws Exception {
        Reconciler reconciler = start("storage: file", Permissions.NONE, Policy.CORRECT);
        await().until(() -> reconciler.board().settled());
        for (int i = 0; i < 5; i++) {
            broker.edit("A", "{\"max_age\":" + TWO_HOURS + "}");
            await().untilAsserted(() -> assertThat(maxAge()).isEqualTo(ONE_HOUR));
            await().until(() -> reconciler.board().settled());
        }
        broker.edit("A", "{\"max_age\":" + TWO_HOURS + "}");
        await().untilAsserted(() -> assertThat(outcome(reconciler)).isEqualTo(Outcome.DIFFERENT));
        assertThat(maxAge()).isEqualTo(TWO_HOURS);
    }

    @Test
    void aDeletedStreamIsCreatedAtOnceAndNothingIsSentWhenAllIsEqual() throws Exception {
        Reconciler reconciler = start("storage: file", Permissions.NONE, Policy.REPORT);
        await().until(() -> reconciler.board().settled());
        broker.request("STREAM.DELETE.A", "");
        await().untilAsserted(() -> assertThat(broker.api().find("A")).isNotNull());
        int before = broker.changes().size();
        for (int i = 0; i < 20; i++) {
            reconciler.reconcile().get();
        }
        assertThat(broker.changes()).hasSize(before);
    }

    @Test
    void whatAppearsLaterIsNeverDestroyedByAPermissionThatWasForTheStart() throws Exception {
        Permissions all = new Permissions(Set.of("A"), Set.of("A"), false, null);
        Reconciler reconciler = reconciler("max-msgs: 5", all, Policy.CORRECT);
        reconciler.start();
        reconciler.wake();
        await().until(() -> reconciler.board().settled());
        broker.edit("A", "{\"max_msgs\":-1}");
        for (int i = 0; i < 20; i++) {
            broker.publish("a.x", "message");
        }
        reconciler.wake();
        await().untilAsserted(() -> assertThat(outcome(reconciler)).isEqualTo(Outcome.DIFFERENT));
        assertThat(broker.messages("A")).isEqualTo(20);

        reconciler.reconcile().get();
        assertThat(broker.messages("A")).as("asked for").isEqualTo(5);
    }

    @Test
    void twoInstancesEndWithTheSameAndDontFlap() throws Exception {
        Permissions all = new Permissions(Set.of("A"), Set.of(), false, null);
        broker.request(
                "STREAM.CREATE.A",
                "{\"name\":\"A\",\"subjects\":[\"a.>\"],\"storage\":\"memory\",\"max_age\":" + TWO_HOURS + "}");
        broker.publish("a.x", "message");
        Reconciler one = start("storage: file", all, Policy.CORRECT);
        Reconciler two = start("storage: file", all, Policy.CORRECT);
        await().until(() -> one.board().settled() && two.board().settled());
        assertThat(broker.config("A").path("storage").asString()).isEqualTo("file");
        assertThat(broker.changes())
                .filteredOn("$JS.API.STREAM.DELETE.A"::equals)
                .hasSize(1);
        int before = broker.changes().size();
        for (int i = 0; i < 10; i++) {
            one.reconcile().get();
            two.reconcile().get();
        }
        assertThat(broker.changes()).hasSize(before);
    }

    private Reconciler start(String fields, Permissions permissions, Policy policy) throws Exception {
        Reconciler reconciler = reconciler(fields, permissions, policy);
        new Advisories(Set.of("A", "B")::contains, reconciler::wake).listen(broker.connection());
        broker.connection().flush(Duration.ofSeconds(5));
        reconciler.start();
        reconciler.wake();
        return reconciler;
    }

    private Reconciler reconciler(String fields, Permissions permissions, Policy policy) {
        Declared declared = ShippedDeclaration.declared(DECLARATION.formatted(fields));
        assertThat(declared.invalid()).isEmpty();
        Planner planner = new Planner(broker.api(), declared, permissions);
        Reconciler reconciler = new Reconciler(
                new Applier(broker.api(), planner, null, Clock.systemUTC()),
                new UsageReader(broker.api(), declared.streams()),
                policy,
                NEVER,
                Clock.systemUTC());
        running.add(reconciler);
        return reconciler;
    }

    private Outcome outcome(Reconciler reconciler) {
        return reconciler.board().results().get(0).outcome();
    }

    private long maxAge() {
        return broker.config("A").path("max_age").asLong();
    }
}
