package io.tailrace.admin.apply;

import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.FieldTable;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.plan.Comparison;
import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the steps of plans, and reads back what the server made of each.
 *
 * @param api the broker
 * @param destruction deletes and recreates
 */
record Steps(StreamApi api, Destruction destruction) {

    private static final String PAUSE = "pause_until";

    /** Takes a step that destroys nothing, or says why none is taken. */
    Result take(Plan plan, Mode mode) throws BrokerException, InterruptedException {
        return switch (plan.step()) {
            case NONE -> new Result(plan, Outcome.EQUAL, plan.actual(), List.of(), null);
            case CREATE -> readBack(plan, Outcome.CREATED, create(plan));
            case UPDATE ->
                mode == Mode.REPORT || plan.isDestructive()
                        ? left(plan)
                        : readBack(plan, Outcome.UPDATED, update(plan));
            case RECREATE, PRUNE, BLOCKED -> left(plan);
            case UNKNOWN -> new Result(plan, Outcome.UNKNOWN, null, List.of(), plan.problem());
            case INVALID -> new Result(plan, Outcome.INVALID, null, List.of(), plan.problem());
        };
    }

    /** Takes a step that destroys something, as permitted. */
    Result takeDestructive(Plan plan, Lease lease) throws BrokerException, InterruptedException {
        boolean consumer = plan.target().consumer() != null;
        if (plan.step() == Step.PRUNE) {
            if (consumer) {
                api.deleteConsumer(
                        plan.target().stream(),
                        Objects.requireNonNull(plan.target().consumer()));
            } else {
                destruction.delete(plan, lease);
            }
            return new Result(plan, Outcome.PRUNED, null, List.of(), null);
        }
        if (plan.step() == Step.RECREATE && !consumer) {
            return readBack(
                    plan, Outcome.RECREATED, destruction.recreate(plan, lease).config());
        }
        if (plan.step() == Step.RECREATE) {
            return readBack(plan, Outcome.RECREATED, destruction.recreateConsumer(plan));
        }
        destruction.backUp(plan.target().stream(), lease);
        return readBack(plan, Outcome.UPDATED, update(plan));
    }

    private ObjectNode create(Plan plan) throws BrokerException, InterruptedException {
        ObjectNode request = Objects.requireNonNull(plan.request());
        return plan.target().consumer() == null
                ? new Creation(api).create(request).config()
                : api.put(plan.target().stream(), request).config();
    }

    private ObjectNode update(Plan plan) throws BrokerException, InterruptedException {
        ObjectNode request = Objects.requireNonNull(plan.request());
        String stream = plan.target().stream();
        String consumer = plan.target().consumer();
        if (consumer == null) {
            return api.update(request).config();
        }
        boolean pauses =
                plan.differences().stream().anyMatch(each -> each.field().equals(PAUSE) && each.needs() == null);
        if (pauses) {
            String until = request.hasNonNull(PAUSE) ? request.path(PAUSE).asString() : null;
            api.pause(stream, consumer, until);
        }
        return api.put(stream, request).config();
    }

    private static Result left(Plan plan) {
        return new Result(plan, Outcome.DIFFERENT, plan.actual(), plan.differences(), null);
    }

    /** Servers drop what they don't know and change what doesn't fit together; the answer says so. */
    private Result readBack(Plan plan, Outcome outcome, ObjectNode made) {
        FieldTable table = plan.target().consumer() == null ? StreamFields.TABLE : ConsumerFields.TABLE;
        Comparison comparison = new Comparison(table, ServerVersion.parse(api.serverVersion()));
        Map<String, Difference> known = plan.differences().stream()
                .filter(difference -> difference.needs() != null)
                .collect(Collectors.toMap(Difference::field, Function.identity()));
        ObjectNode asked = Objects.requireNonNull(outcome == Outcome.CREATED ? plan.request() : plan.declared());
        List<Difference> left = comparison.differences(asked, made);
        List<Difference> all = new ArrayList<>(known.values());
        left.stream().filter(each -> !known.containsKey(each.field())).forEach(all::add);
        String dropped = left.stream()
                .filter(each -> !known.containsKey(each.field()))
                .map(each -> each.field() + "  " + each.text())
                .collect(Collectors.joining("; "));
        String problem = dropped.isEmpty() ? null : "the server did not do as asked: " + dropped;
        return new Result(plan, outcome, made, all, problem);
    }
}
