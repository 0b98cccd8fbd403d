package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Plan.Step;
import io.tailrace.admin.plan.Planner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From any declaration to any other: what needs no permission is done, and no message goes without one. */
class RandomDeclarationsTests {

    private static final int PAIRS = 200;
    private static final long SEED = Long.getLong("tailrace.test.seed", System.nanoTime());

    private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("description", List.of("one", "two"));
        VALUES.put("storage", List.of("file", "file", "file", "memory"));
        VALUES.put("retention", List.of("limits", "limits", "limits", "interest", "workqueue"));
        VALUES.put("discard", List.of("old", "new"));
        VALUES.put("max-msgs", List.of("-1", "3", "100"));
        VALUES.put("max-bytes", List.of("-1", "200", "1MB"));
        VALUES.put("max-age", List.of("-1", "1h", "2h"));
        VALUES.put("max-msg-size", List.of("-1", "1KB"));
        VALUES.put("max-msgs-per-subject", List.of("-1", "1", "5"));
        VALUES.put("max-consumers", List.of("-1", "10"));
        VALUES.put("duplicate-window", List.of("1m", "2m"));
        VALUES.put("compression", List.of("none", "s2"));
        VALUES.put("allow-direct", List.of("true", "false"));
        VALUES.put("allow-rollup-hdrs", List.of("false", "true"));
        VALUES.put("deny-delete", List.of("false", "false", "true"));
        VALUES.put("allow-msg-ttl", List.of("false", "false", "true"));
        VALUES.put("allow-atomic", List.of("false", "true"));
        VALUES.put("no-ack", List.of("false"));
        VALUES.put("metadata", List.of("{a: x}", "{a: y, b: z}"));
        VALUES.put("republish", List.of("{dest: \"r.>\"}", "{dest: \"\"}"));
    }

    private final Random random = new Random(SEED);

    @Test
    void messagesNeverVanishWithoutPermissionAndTheRestIsDone() throws Exception {
        int blocked = 0;
        try (Broker broker = new Broker()) {
            for (int pair = 0; pair < PAIRS; pair++) {
                String name = "S" + pair;
                String a = declaration(name);
                String b = declaration(name);
                String what = "seed " + SEED + ", pair " + pair + ": " + a + " then " + b;

                List<Result> first = apply(broker, a, Permissions.NONE);
                assertThat(first).as(what).extracting(Result::problem).containsOnlyNulls();
                publish(broker, name);
                long messages = broker.messages(name);

                List<Result> second = apply(broker, b, Permissions.NONE);
                assertThat(broker.messages(name)).as(what).isEqualTo(messages);
                assertThat(second).as(what).extracting(Result::problem).containsOnlyNulls();
                List<Plan> left = plan(broker, b, Permissions.NONE);
                for (Plan plan : left) {
                    assertThat(plan.step()).as(what + plan).isIn(Step.NONE, Step.BLOCKED);
                    assertThat(plan.differences())
                            .as(what)
                            .extracting(Difference::needs)
                            .allMatch(needs -> needs != null && needs.startsWith("tailrace.admin.allow-"));
                }
                blocked += left.stream().anyMatch(plan -> plan.step() == Step.BLOCKED) ? 1 : 0;

                Permissions all = new Permissions(Set.of(name, name + "/c0", name + "/c1"), Set.of(name), false, null);
                apply(broker, b, all);
                assertThat(plan(broker, b, all)).as(what).allMatch(plan -> plan.step() == Step.NONE);
                broker.request("STREAM.DELETE." + name, "");
            }
            assertThat(blocked).isBetween(PAIRS / 4, PAIRS - 1);
        }
    }

    private String declaration(String name) {
        List<String> fields = new ArrayList<>();
        fields.add("name: " + name);
        fields.add("subjects: [" + (random.nextBoolean() ? name + ".*" : name + ".0, " + name + ".1, x." + name) + "]");
        VALUES.forEach((key, values) -> fields.add(key + ": " + values.get(random.nextInt(values.size()))));
        List<String> consumers = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            boolean several = random.nextBoolean();
            consumers.add("{name: c" + i + ", filter-subject: " + name + "." + i + ", ack-policy: explicit, ack-wait: "
                    + (several ? "10s" : "30s") + ", max-deliver: " + (random.nextBoolean() ? "-1" : "5")
                    + ", max-ack-pending: " + (random.nextBoolean() ? "-1" : "7") + ", mem-storage: "
                    + random.nextBoolean() + ", inactive-threshold: " + (several ? "-1" : "1h") + "}");
        }
        fields.add("consumers: [" + String.join(", ", consumers) + "]");
        return "tailrace: {admin: {streams: [{" + String.join(", ", fields) + "}]}}";
    }

    private static void publish(Broker broker, String name) {
        for (int i = 0; i < 8; i++) {
            try {
                broker.publish(name + "." + i % 2, "message " + i);
            } catch (IllegalStateException full) {
                assertThat(full).hasMessageContaining("exceeded");
            }
        }
    }

    private static List<Result> apply(Broker broker, String yaml, Permissions permissions) throws InterruptedException {
        return new Applier(broker.api(), planner(broker, yaml, permissions), null, Clock.systemUTC())
                .round(name -> Mode.ALL, true);
    }

    private static List<Plan> plan(Broker broker, String yaml, Permissions permissions) throws InterruptedException {
        return planner(broker, yaml, permissions).plan();
    }

    private static Planner planner(Broker broker, String yaml, Permissions permissions) {
        Declared declared = ShippedDeclaration.declared(yaml);
        assertThat(declared.invalid()).isEmpty();
        return new Planner(broker.api(), declared, permissions);
    }
}
