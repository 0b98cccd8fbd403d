package io.tailrace.admin.apply;

import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.declaration.ConsumerDeclaration;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Plan.Step;
import io.tailrace.admin.plan.Planner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans and does, one stream after the other, each with its consumers. It sends nothing for what is equal. Not for use
 * by several threads.
 */
public final class Applier {

    private final StreamApi api;
    private final Planner planner;
    private final Steps steps;

    /** What an update did not change, by name: asking for it again would not either. */
    private final Map<String, ObjectNode> asLeftByUpdate = new HashMap<>();

    /**
     * @param backups where copies of what is destroyed go, null for none
     * @param clock names them
     */
    public Applier(StreamApi api, Planner planner, @Nullable Path backups, Clock clock) {
        this.api = api;
        this.planner = planner;
        this.steps = new Steps(api, new Destruction(api, backups, clock));
    }

    /** How many streams and consumers are declared, wrong ones among them. */
    public int declared() {
        return planner.declared().invalid().size()
                + planner.declared().streams().stream()
                        .mapToInt(stream -> 1 + stream.consumers().size())
                        .sum();
    }

    /**
     * One round over all that is declared. One that fails doesn't stop the others.
     *
     * @param modes how far to go with each, by name
     * @param prune whether what is to be pruned is, rather than reported
     */
    public List<Result> round(Function<String, Mode> modes, boolean prune) throws InterruptedException {
        Map<String, Result> results = new LinkedHashMap<>();
        for (Plan invalid : planner.invalid()) {
            results.put(
                    invalid.target().toString(),
                    new Result(invalid, Outcome.INVALID, null, List.of(), invalid.problem()));
        }
        List<StreamDeclaration> again = new ArrayList<>();
        for (StreamDeclaration stream : planner.declared().streams()) {
            Result result = stream(stream, modes.apply(stream.name()));
            results.put(result.name(), result);
            if (result.outcome() == Outcome.REFUSED) {
                again.add(stream);
            }
        }
        // Subjects that one stream gives up, another one may take; which comes first in the list is no matter.
        boolean changed = results.values().stream().anyMatch(result -> result.outcome() == Outcome.UPDATED);
        for (StreamDeclaration stream : changed ? again : List.<StreamDeclaration>of()) {
            results.put(stream.name(), stream(stream, modes.apply(stream.name())));
        }
        for (StreamDeclaration stream : planner.declared().streams()) {
            Result own = Objects.requireNonNull(results.get(stream.name()));
            for (ConsumerDeclaration consumer : stream.consumers()) {
                Result result = consumer(stream, consumer, own, modes);
                results.put(result.name(), result);
            }
        }
        for (Plan plan : planner.prune()) {
            Result result = apply(plan, prune ? Mode.ALL : Mode.REPORT, planner::pruneAgain);
            results.put(result.name(), result);
        }
        return List.copyOf(results.values());
    }

    private Result stream(StreamDeclaration stream, Mode mode) throws InterruptedException {
        return apply(planner.stream(stream), mode, plan -> planner.stream(stream));
    }

    private Result consumer(
            StreamDeclaration stream, ConsumerDeclaration consumer, Result own, Function<String, Mode> modes)
            throws InterruptedException {
        Plan plan = planner.consumer(stream, consumer, !own.exists());
        if (!own.exists()) {
            String problem = "its stream is not there, or not known: " + own.problem();
            return new Result(plan, Outcome.UNKNOWN, null, List.of(), problem);
        }
        return apply(plan, modes.apply(plan.target().toString()), before -> planner.consumer(stream, consumer, false));
    }

    private Result apply(Plan plan, Mode mode, Replanning replanning) throws InterruptedException {
        String name = plan.target().toString();
        ObjectNode left = asLeftByUpdate.get(name);
        if (plan.step() == Step.UPDATE && left != null && left.equals(plan.actual())) {
            return new Result(plan, Outcome.DIFFERENT, plan.actual(), plan.differences(), "the server does not do it");
        }
        try {
            Result result =
                    plan.isDestructive() && mode == Mode.ALL ? destroy(plan, replanning) : steps.take(plan, mode);
            if (result.outcome() == Outcome.UPDATED && result.problem() != null) {
                asLeftByUpdate.put(name, Objects.requireNonNull(result.actual()));
            } else if (result.outcome() != Outcome.DIFFERENT) {
                asLeftByUpdate.remove(name);
            }
            return result;
        } catch (RefusedException refused) {
            ObjectNode request = plan.request() == null ? plan.actual() : plan.request();
            boolean consumer = plan.target().consumer() != null;
            String reason = new Refusal(Objects.requireNonNull(request), consumer, refused).explain(api);
            return new Result(plan, Outcome.REFUSED, plan.actual(), plan.differences(), reason);
        } catch (BrokerException | IllegalStateException failure) {
            return new Result(plan, Outcome.UNKNOWN, null, List.of(), failure.getMessage());
        }
    }

    /** One instance at a time, and what it does is what is to be done once it is its turn. */
    private Result destroy(Plan plan, Replanning replanning) throws BrokerException, InterruptedException {
        Lease lease = Lease.tryAcquire(api);
        if (lease == null) {
            return new Result(plan, Outcome.DIFFERENT, plan.actual(), plan.differences(), Result.WAITS);
        }
        try {
            Plan now = replanning.plan(plan);
            return now.isDestructive() ? steps.takeDestructive(now, lease) : steps.take(now, Mode.ALL);
        } finally {
            lease.release();
        }
    }

    @FunctionalInterface
    private interface Replanning {
        Plan plan(Plan before) throws InterruptedException;
    }
}
