package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.ConsumerProperties;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.plan.Difference.Kind;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Plan.Step;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of a durable consumer with real servers: created, read back, changed, as the table says. */
class ConsumerFieldsTests {

    private static final List<Fields> CASES = Fields.read("""
            description      ;                        ; one            ; two                  ; update
            deliver-policy   ;                        ; all            ; new                  ; recreate
            deliver-policy   ;                        ; last           ; all                  ; recreate
            opt-start-seq    ; deliver-policy: by_start_sequence ; 5   ; 6                    ; recreate
            opt-start-time   ; deliver-policy: by_start_time ; "2026-01-01T00:00:00Z" ; "2026-01-01T00:00:01Z" ; recreate
            ack-policy       ;                        ; explicit       ; all                  ; recreate
            ack-policy       ;                        ; none           ; explicit             ; recreate
            ack-wait         ;                        ; 10s            ; 20s                  ; update
            max-deliver      ;                        ; 5              ; -1                   ; update
            backoff          ; max-deliver: 5         ; [1s, 3s, 2s]   ; [1s, 2s, 3s]         ; update
            filter-subject   ;                        ; s.a            ; s.b                  ; update
            filter-subjects  ;                        ; [s.a, s.b]     ; [s.a, s.c]           ; update
            replay-policy    ;                        ; instant        ; original             ; recreate
            rate-limit-bps   ; deliver-subject: d{n} ; 1000          ; 2000                 ; update
            sample-freq      ;                        ; "30%"          ; "50"                 ; update
            max-waiting      ;                        ; 10             ; 20                   ; recreate
            max-ack-pending  ;                        ; 10             ; -1                   ; update
            flow-control     ; deliver-subject: d{n}, idle-heartbeat: 5s ; false ; true     ; recreate
            idle-heartbeat   ; deliver-subject: d{n} ; 5s            ; 6s                   ; recreate
            headers-only     ;                        ; false          ; true                 ; update
            max-batch        ;                        ; 10             ; 20                   ; update
            max-expires      ;                        ; 10s            ; 20s                  ; update
            max-bytes        ;                        ; 1KB            ; 2KB                  ; update
            deliver-subject  ;                        ; "d{n}"         ; "e{n}"               ; update
            deliver-subject  ;                        ; ""             ; "d{n}"               ; recreate
            deliver-group    ; deliver-subject: d{n} ; g             ; h                    ; update
            inactive-threshold ;                      ; 1h             ; 2h                   ; update
            replicas         ;                        ; 0              ; 1                    ; update
            mem-storage      ;                        ; false          ; true                 ; recreate
            pause-until      ;                        ; "2039-01-01T00:00:00Z" ; "2040-01-01T00:00:00Z" ; update
            priority-groups  ; priority-policy: overflow ; [a]         ; [b]                  ; update
            priority-policy  ; priority-groups: [a] ; overflow       ; pinned_client        ; update
            priority-timeout ; priority-groups: [a], priority-policy: pinned_client ; 1m ; 2m ; update
            metadata         ;                        ; {"[a.b]": x}   ; {"[a.b]": y, c: z}   ; update
            """);

    private static final List<String> RICH = List.of(
            "\"durable_name\":\"R1\",\"ack_policy\":\"explicit\",\"description\":\"d\",\"deliver_policy\":"
                    + "\"by_start_sequence\",\"opt_start_seq\":3,\"max_deliver\":5,\"backoff\":[1000000000],"
                    + "\"filter_subjects\":[\"s.a\",\"s.b\"],\"sample_freq\":\"30\",\"headers_only\":true,\"max_batch\":3,"
                    + "\"max_expires\":1000000000,\"max_bytes\":99,\"inactive_threshold\":5000000000,\"mem_storage\":true,"
                    + "\"pause_until\":\"2039-01-01T00:00:00Z\",\"priority_groups\":[\"a\"],\"priority_policy\":"
                    + "\"pinned_client\",\"priority_timeout\":5000000000,\"metadata\":{\"a\":\"b\"}",
            "\"durable_name\":\"R2\",\"ack_policy\":\"explicit\",\"deliver_policy\":\"by_start_time\",\"opt_start_time\":"
                    + "\"2026-01-01T00:00:00Z\",\"filter_subject\":\"s.a\",\"deliver_subject\":\"d\",\"deliver_group\":\"g\","
                    + "\"flow_control\":true,\"idle_heartbeat\":5000000000,\"rate_limit_bps\":1000");

    @TestFactory
    Stream<DynamicTest> everyFieldOnThisServer() {
        return tests(NatsServer.start());
    }

    @TestFactory
    Stream<DynamicTest> everyFieldOnAnOldServer() {
        return tests(StreamFieldsTests.oldServer());
    }

    private static Stream<DynamicTest> tests(NatsServer server) {
        Broker broker = new Broker(server);
        broker.request("STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]}");
        for (int i = 0; i < 10; i++) {
            broker.publish("s.a", "x");
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < CASES.size(); i++) {
            int number = i;
            tests.add(DynamicTest.dynamicTest(
                    number + " " + CASES.get(i), () -> change(broker, CASES.get(number), number)));
        }
        return tests.stream().onClose(() -> close(broker));
    }

    private static void change(Broker broker, Fields field, int number) throws Exception {
        ServerVersion server = ServerVersion.parse(broker.api().serverVersion());
        boolean unsupported = ConsumerFields.TABLE.all().stream()
                .anyMatch(each -> field.with("", number).contains(each.key()) && !server.atLeast(each.since()));
        String first = declare(field, field.first(), number);
        String second = declare(field, field.second(), number);

        Result created = apply(broker, first);
        assertThat(created.outcome()).as("%s", created).isEqualTo(Outcome.CREATED);
        assertThat(created.problem()).isNull();
        Plan equal = plan(broker, first);
        assertThat(kinds(equal))
                .as("%s", equal.differences())
                .isSubsetOf(unsupported ? Set.of(Kind.UNSUPPORTED) : Set.of());

        Plan plan = plan(broker, second);
        Kind expected = unsupported ? Kind.UNSUPPORTED : field.kind().apply(server);
        assertThat(kinds(plan)).as("%s", plan.differences()).containsExactly(expected);
        assertThat(plan.step())
                .isEqualTo(unsupported ? Step.BLOCKED : expected == Kind.RECREATE ? Step.RECREATE : Step.UPDATE);
        Result changed = apply(broker, second);
        assertThat(changed.problem()).as("%s", changed).isNull();
        Plan done = plan(broker, second);
        assertThat(kinds(done))
                .as("%s", done.differences())
                .isSubsetOf(unsupported ? Set.of(Kind.UNSUPPORTED) : Set.of());
    }

    @Test
    void everyFieldOfTheTableIsTriedAndCanBeDeclared() {
        Set<String> keys = ConsumerFields.TABLE.all().stream().map(Field::key).collect(Collectors.toSet());
        assertThat(CASES).extracting(Fields::key).containsAll(keys);
        assertThat(ConsumerProperties.class.getRecordComponents())
                .as("name, partitions and the table")
                .hasSize(keys.size() + 2);
    }

    @Test
    void theTableHasEveryFieldThatTheServerHas() throws Exception {
        Set<String> shown = new TreeSet<>();
        try (Broker broker = new Broker()) {
            broker.request("STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]}");
            for (String consumer : RICH) {
                String name = consumer.substring(16, 18);
                broker.request("CONSUMER.CREATE.S." + name, "{\"stream_name\":\"S\",\"config\":{" + consumer + "}}")
                        .path("config")
                        .propertyNames()
                        .forEach(shown::add);
            }
        }
        Set<String> table =
                ConsumerFields.TABLE.all().stream().map(Field::json).collect(Collectors.toCollection(TreeSet::new));
        table.addAll(Set.of("name", "durable_name"));
        assertThat(table).containsAll(shown);
        assertThat(shown)
                .containsAll(table.stream()
                        .filter(name -> !name.equals("max_waiting"))
                        .toList());
    }

    private static String declare(Fields field, String value, int number) {
        return "tailrace: {admin: {streams: [{name: S, consumers: [{name: C" + number + ", "
                + field.with(value, number)
                + "}]}]}}";
    }

    private static Result apply(Broker broker, String yaml) throws InterruptedException {
        return new Applier(broker.api(), planner(broker, yaml), null, Clock.systemUTC())
                .round(name -> Mode.ALL, false)
                .get(1);
    }

    private static Plan plan(Broker broker, String yaml) throws InterruptedException {
        return planner(broker, yaml).plan().get(1);
    }

    private static Planner planner(Broker broker, String yaml) {
        Declared declared = ShippedDeclaration.declared(yaml);
        assertThat(declared.invalid()).isEmpty();
        String name = declared.streams().get(0).consumers().get(0).name();
        return new Planner(broker.api(), declared, new Permissions(Set.of("S/" + name), Set.of(), false, null));
    }

    private static Set<Kind> kinds(Plan plan) {
        return plan.differences().stream().map(Difference::kind).collect(Collectors.toSet());
    }

    private static void close(Broker broker) {
        try {
            broker.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
