package io.tailrace.admin.plan;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.ConsumerDeclaration;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.InvalidDeclaration;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what is to be done. It only reads.
 *
 * @param api the broker
 * @param declared what is wanted
 * @param permissions what may be destroyed
 */
public record Planner(StreamApi api, Declared declared, Permissions permissions) {

    /** All plans, in the order in which they are done. What can't be found out of one doesn't stop the others. */
    public List<Plan> plan() throws InterruptedException {
        List<Plan> plans = new ArrayList<>(invalid());
        for (StreamDeclaration stream : declared.streams()) {
            Plan plan = stream(stream);
            plans.add(plan);
            boolean empty = plan.step() == Step.CREATE || plan.step() == Step.RECREATE;
            for (ConsumerDeclaration consumer : stream.consumers()) {
                plans.add(
                        plan.step() == Step.UNKNOWN
                                ? Plan.failed(
                                        new Target(stream.name(), consumer.name()),
                                        consumer.key(),
                                        Step.UNKNOWN,
                                        String.valueOf(plan.problem()))
                                : consumer(stream, consumer, empty));
            }
        }
        plans.addAll(prune());
        return plans;
    }

    /** What is declared wrong. */
    public List<Plan> invalid() {
        List<Plan> plans = new ArrayList<>();
        for (InvalidDeclaration invalid : declared.invalid()) {
            String name = invalid.name() == null ? invalid.key() : invalid.name();
            plans.add(Plan.failed(Target.of(name), invalid.key(), Step.INVALID, invalid.problem()));
        }
        return plans;
    }

    /** What is to be done about a stream. */
    public Plan stream(StreamDeclaration declaration) throws InterruptedException {
        try {
            StreamInfo actual = api.find(declaration.name());
            return new StreamPlanning(api, declaration, permissions).plan(actual);
        } catch (BrokerException failure) {
            return Plan.failed(
                    Target.of(declaration.name()),
                    declaration.key(),
                    Step.UNKNOWN,
                    String.valueOf(failure.getMessage()));
        }
    }

    /**
     * What is to be done about a consumer.
     *
     * @param empty whether its stream will be a new one by then
     */
    public Plan consumer(StreamDeclaration stream, ConsumerDeclaration declaration, boolean empty)
            throws InterruptedException {
        try {
            return new ConsumerPlanning(api, stream, declaration, permissions).plan(empty);
        } catch (BrokerException failure) {
            return Plan.failed(
                    new Target(stream.name(), declaration.name()),
                    declaration.key(),
                    Step.UNKNOWN,
                    String.valueOf(failure.getMessage()));
        }
    }

    /** What is ours and no longer declared. */
    public List<Plan> prune() throws InterruptedException {
        return new Pruning(api, declared, permissions).plans();
    }

    /** What is to be done now about something that was to be pruned. */
    public Plan pruneAgain(Plan before) throws InterruptedException {
        return prune().stream()
                .filter(plan -> plan.target().equals(before.target()))
                .findFirst()
                .orElseGet(() -> Plan.gone(before.target()));
    }
}
