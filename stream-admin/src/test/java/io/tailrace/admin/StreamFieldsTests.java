package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.declaration.StreamProperties;
import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.plan.Difference.Kind;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Plan.Step;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.nats.testing.NatsServerBinary;
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

/** Every field of a stream with real servers: created, read back, changed, as the table says. */
class StreamFieldsTests {

    private static final List<Fields> CASES = Fields.read("""
            description             ;                                              ; one                ; two                 ; update
            subjects                ; s: x                                         ; ["f{n}.>"]         ; ["f{n}.a", "f{n}.b"]; update
            storage                 ;                                              ; file               ; memory              ; recreate
            retention               ;                                              ; limits             ; interest            ; update 10
            retention               ;                                              ; limits             ; workqueue           ; recreate
            discard                 ;                                              ; old                ; new                 ; update
            discard-new-per-subject ; discard: new, max-msgs-per-subject: 5        ; true               ; false               ; update
            max-msgs                ;                                              ; 100                ; -1                  ; update
            max-bytes               ;                                              ; -1                 ; 8MB                 ; update
            max-age                 ;                                              ; 1h                 ; 1m                  ; update
            max-age                 ;                                              ; -1                 ; 1d12h               ; update
            max-msg-size            ;                                              ; 1KB                ; 2000                ; update
            max-msgs-per-subject    ;                                              ; 5                  ; 3                   ; update
            max-consumers           ;                                              ; 7                  ; 8                   ; update 12
            duplicate-window        ;                                              ; 90s                ; 1m                  ; update
            replicas                ;                                              ; 1                  ; 1                   ; update
            placement               ;                                              ; {tags: [a]}        ; {tags: [a, b]}      ; update
            compression             ;                                              ; none               ; s2                  ; update
            first-seq               ;                                              ; 10                 ; 20                  ; recreate
            mirror                  ; subjects: []                                 ; {name: O}          ; {name: P}           ; recreate
            mirror                  ; subjects: []                                 ; {name: O, filter-subject: o.>}  ; {name: O, filter-subject: o.x} ; recreate
            mirror                  ; subjects: []                                 ; {name: O}          ; {name: ""}          ; update 12
            mirror                  ; subjects: []                                 ; {name: O, opt-start-seq: 5} ; {name: O, opt-start-seq: 6} ; recreate
            mirror                  ; subjects: []                                 ; {name: O, external: {api: $JS.x.API, deliver: d.x}} ; {name: O, external: {api: $JS.y.API, deliver: d.x}} ; recreate
            sources                 ;                                              ; [{name: O}]        ; [{name: P}, {name: O}] ; update
            sources                 ;                                              ; [{name: O, filter-subject: o.a}] ; [{name: O, opt-start-seq: 7}] ; update
            sources                 ;                                              ; [{name: O, opt-start-time: "2026-01-01T00:00:00Z"}] ; [{name: O, opt-start-time: "2026-01-02T00:00:00.5Z"}] ; update
            sources                 ;                                              ; [{name: O}]        ; [{name: O, external: {api: $JS.x.API, deliver: d.x}}] ; update
            subject-transform       ;                                              ; {src: "f{n}.>", dest: "g{n}.>"} ; {src: "f{n}.>", dest: "h{n}.>"} ; update
            republish               ;                                              ; {dest: "r{n}.>"}   ; {dest: "q{n}.>", headers-only: true} ; update 10
            consumer-limits         ;                                              ; {max-ack-pending: 5} ; {max-ack-pending: 6, inactive-threshold: 1h} ; update
            no-ack                  ;                                              ; false              ; true                ; update
            allow-direct            ;                                              ; true               ; false               ; update
            mirror-direct           ;                                              ; false              ; true                ; update
            allow-rollup-hdrs       ;                                              ; false              ; true                ; update
            deny-delete             ;                                              ; false              ; true                ; update
            deny-delete             ;                                              ; true               ; false               ; recreate
            deny-purge              ;                                              ; false              ; true                ; update
            deny-purge              ;                                              ; true               ; false               ; recreate
            sealed                  ;                                              ; false              ; true                ; update
            allow-msg-ttl           ;                                              ; false              ; true                ; update
            allow-msg-ttl           ;                                              ; true               ; false               ; recreate
            subject-delete-marker-ttl ; allow-msg-ttl: true, allow-rollup-hdrs: true ; 5s               ; 10s                 ; update
            allow-msg-counter       ;                                              ; false              ; true                ; recreate
            allow-atomic            ;                                              ; false              ; true                ; update
            allow-msg-schedules     ; allow-rollup-hdrs: true                      ; false              ; true                ; update
            allow-msg-schedules     ; allow-rollup-hdrs: true                      ; true               ; false               ; recreate
            persist-mode            ;                                              ; default            ; async               ; recreate
            allow-batched           ;                                              ; false              ; true                ; update
            metadata                ;                                              ; {"[a.b]": x}       ; {"[a.b]": y, c: z}  ; update
            """);

    /** Between them they have every field that the server has. */
    private static final List<String> RICH = List.of(
            "{\"name\":\"R1\",\"subjects\":[\"r1.>\"],\"description\":\"d\",\"no_ack\":true,\"first_seq\":5,"
                    + "\"placement\":{\"cluster\":\"C\",\"tags\":[\"t\"]},\"compression\":\"s2\",\"discard\":\"new\","
                    + "\"max_msgs_per_subject\":5,\"discard_new_per_subject\":true,\"max_msg_size\":9,"
                    + "\"subject_transform\":{\"src\":\"r1.>\",\"dest\":\"t1.>\"},\"republish\":{\"src\":\"t1.>\","
                    + "\"dest\":\"q1.>\",\"headers_only\":true},\"consumer_limits\":{\"inactive_threshold\":1000000000,"
                    + "\"max_ack_pending\":7},\"allow_msg_ttl\":true,\"subject_delete_marker_ttl\":1000000000,"
                    + "\"allow_atomic\":true,\"allow_batched\":true,\"metadata\":{\"a\":\"b\"}}",
            "{\"name\":\"R2\",\"subjects\":[\"r2.>\"],\"persist_mode\":\"async\",\"allow_msg_schedules\":true}",
            "{\"name\":\"R3\",\"subjects\":[\"r3.>\"],\"allow_msg_counter\":true,\"sources\":[{\"name\":\"O\","
                    + "\"opt_start_seq\":3,\"external\":{\"api\":\"$JS.x.API\",\"deliver\":\"d\"}},{\"name\":\"P\","
                    + "\"subject_transforms\":[{\"src\":\"p.>\",\"dest\":\"r3.>\"}]}]}",
            "{\"name\":\"R4\",\"mirror\":{\"name\":\"O\",\"opt_start_time\":\"2026-01-01T00:00:00Z\","
                    + "\"filter_subject\":\"o.>\"}}",
            "{\"name\":\"R5\",\"mirror\":{\"name\":\"O\",\"consumer\":{\"name\":\"c\",\"deliver_subject\":\"x.y\"}}}");

    @TestFactory
    Stream<DynamicTest> everyFieldOnThisServer() {
        return tests(NatsServer.start());
    }

    @TestFactory
    Stream<DynamicTest> everyFieldOnAnOldServer() {
        return tests(oldServer());
    }

    static NatsServer oldServer() {
        assumeTrue(
                NatsServerBinary.findOld().isPresent(),
                "no old nats-server here; bin/verify obtains one with go, NATS_SERVER_OLD names one");
        return NatsServer.builder()
                .binary(NatsServerBinary.findOld().orElseThrow())
                .start();
    }

    private static Stream<DynamicTest> tests(NatsServer server) {
        Broker broker = new Broker(server);
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
        String first = declare(field, field.first(), number);
        String second = declare(field, field.second(), number);
        Set<Kind> missing = unsupported(server, field.key()) ? Set.of(Kind.UNSUPPORTED) : Set.of();

        Result created = apply(broker, first);
        assertThat(created.outcome()).as("%s", created).isEqualTo(Outcome.CREATED);
        assertThat(created.problem()).isNull();
        assertThat(kinds(plan(broker, first))).isSubsetOf(missing);

        Plan plan = plan(broker, second);
        if (!field.first().equals(field.second())) {
            Kind expected = missing.isEmpty() ? field.kind().apply(server) : Kind.UNSUPPORTED;
            assertThat(kinds(plan).isEmpty() && !missing.isEmpty() ? missing : kinds(plan))
                    .as("%s", plan.differences())
                    .containsExactly(expected);
            assertThat(plan.step())
                    .isIn(
                            switch (expected) {
                                case UPDATE -> Set.of(Step.UPDATE);
                                case RECREATE -> Set.of(Step.RECREATE);
                                default -> Set.of(Step.BLOCKED, Step.NONE);
                            });
        }
        Result changed = apply(broker, second);
        assertThat(changed.problem()).as("%s", changed).isNull();
        assertThat(kinds(plan(broker, second))).isSubsetOf(missing);
    }

    private static boolean unsupported(ServerVersion server, String key) {
        return StreamFields.TABLE.all().stream()
                .filter(field -> field.key().equals(key))
                .anyMatch(field -> !server.atLeast(field.since()));
    }

    private static String declare(Fields field, String value, int number) {
        String own = field.with(value, number).replace("s: x, ", "");
        String subjects = own.contains("subjects:") ? "" : "subjects: [\"f" + number + ".>\"], ";
        return "tailrace: {admin: {streams: [{name: F" + number + ", " + subjects + own.replace("subjects: [], ", "")
                + "}]}}";
    }

    private static Result apply(Broker broker, String yaml) throws InterruptedException {
        Declared declared = ShippedDeclaration.declared(yaml);
        assertThat(declared.invalid()).isEmpty();
        Planner planner = planner(broker, declared);
        return new Applier(broker.api(), planner, null, Clock.systemUTC())
                .round(name -> Mode.ALL, false)
                .get(0);
    }

    private static Plan plan(Broker broker, String yaml) throws InterruptedException {
        return planner(broker, ShippedDeclaration.declared(yaml)).plan().get(0);
    }

    private static Planner planner(Broker broker, Declared declared) {
        String name = declared.streams().get(0).name();
        return new Planner(broker.api(), declared, new Permissions(Set.of(name), Set.of(), false, null));
    }

    private static Set<Kind> kinds(Plan plan) {
        return plan.differences().stream().map(Difference::kind).collect(Collectors.toSet());
    }

    @Test
    void everyFieldOfTheTableIsTriedAndCanBeDeclared() {
        Set<String> keys = StreamFields.TABLE.all().stream().map(Field::key).collect(Collectors.toSet());
        assertThat(CASES).extracting(Fields::key).containsAll(keys);
        assertThat(StreamProperties.class.getRecordComponents())
                .as("name, template, partitions, consumers, reclaim, and the table")
                .hasSize(keys.size() + 5);
    }

    @Test
    void theTableHasEveryFieldThatTheServerHas() throws Exception {
        Set<String> shown = new TreeSet<>();
        try (Broker broker = new Broker()) {
            for (String stream : RICH) {
                broker.request("STREAM.CREATE." + stream.substring(9, 11), stream);
                broker.config(stream.substring(9, 11)).propertyNames().forEach(shown::add);
            }
        }
        Set<String> table =
                StreamFields.TABLE.all().stream().map(Field::json).collect(Collectors.toCollection(TreeSet::new));
        table.add("name");
        assertThat(shown).isEqualTo(table);
    }

    private static void close(Broker broker) {
        try {
            broker.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
