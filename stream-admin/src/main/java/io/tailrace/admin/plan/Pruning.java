package io.tailrace.admin.plan;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.ConsumerDeclaration;
import io.tailrace.admin.declaration.Declarations;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.InvalidDeclaration;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans the end of what is ours and no longer declared.
 *
 * @param api the broker
 * @param declared what stays
 * @param permissions what is ours, and what may be destroyed
 */
record Pruning(StreamApi api, Declared declared, Permissions permissions) {

    static final String OWNER = Declarations.OWNER_METADATA_KEY;

    private static final String ALL = "tailrace.admin.prune";

    List<Plan> plans() throws InterruptedException {
        if (!permissions.prune() || permissions.owner() == null) {
            return List.of();
        }
        // Nothing declared is what a lost configuration looks like, and an entry without a name could be any stream.
        if (declared.streams().isEmpty()
                || declared.invalid().stream()
                        .anyMatch(invalid ->
                                invalid.name() == null || invalid.name().contains("{"))) {
            return List.of();
        }
        try {
            return plan();
        } catch (BrokerException failure) {
            return List.of(Plan.failed(Target.of(ALL), null, Step.UNKNOWN, String.valueOf(failure.getMessage())));
        }
    }

    private List<Plan> plan() throws BrokerException, InterruptedException {
        Map<String, StreamDeclaration> stays =
                declared.streams().stream().collect(Collectors.toMap(StreamDeclaration::name, Function.identity()));
        Set<String> unclear =
                declared.invalid().stream().map(InvalidDeclaration::name).collect(Collectors.toSet());
        List<Plan> plans = new ArrayList<>();
        for (StreamInfo stream : api.streams()) {
            StreamDeclaration declaration = stays.get(stream.name());
            if (declaration != null) {
                plans.addAll(consumers(declaration, stream));
            } else if (isOurs(stream.config()) && !unclear.contains(stream.name())) {
                String missing = stream.messages() == 0 ? null : permissions.missingToLose(stream.name());
                String consequence = "destroys " + stream.messages() + " messages and its consumers";
                plans.add(plan(Target.of(stream.name()), stream.config(), consequence, missing));
            }
        }
        return plans;
    }

    private List<Plan> consumers(StreamDeclaration declaration, StreamInfo stream)
            throws BrokerException, InterruptedException {
        Set<String> stays =
                declaration.consumers().stream().map(ConsumerDeclaration::name).collect(Collectors.toSet());
        boolean interest = stream.config().path("retention").asString("").equals("interest");
        List<Plan> plans = new ArrayList<>();
        for (ConsumerInfo consumer : api.consumers(stream.name())) {
            if (isOurs(consumer.config()) && !stays.contains(consumer.name())) {
                boolean loses = interest && stream.messages() > 0;
                plans.add(plan(
                        new Target(stream.name(), consumer.name()),
                        consumer.config(),
                        "destroys its position, " + consumer.acknowledged()
                                + (loses ? ", and up to " + stream.messages() + " messages" : ""),
                        loses ? permissions.missingToLose(stream.name()) : null));
            }
        }
        return plans;
    }

    private boolean isOurs(ObjectNode config) {
        return config.path("metadata").path(OWNER).asString("").equals(permissions.owner());
    }

    private static Plan plan(Target target, ObjectNode actual, String consequence, @Nullable String missing) {
        return new Plan(
                target,
                null,
                missing == null ? Step.PRUNE : Step.BLOCKED,
                List.of(),
                List.of(),
                null,
                null,
                actual,
                List.of(consequence),
                missing,
                null);
    }
}
