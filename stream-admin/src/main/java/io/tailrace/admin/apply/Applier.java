package io.tailrace.admin.apply;

import io.tailrace.admin.apply.StreamResult.Outcome;
import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Comparison;
import io.tailrace.admin.plan.StreamPlan;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does what plans say. It creates what is missing; it sends nothing for a stream that is there, equal or not.
 *
 * @param api the broker
 */
public record Applier(StreamApi api) {

    /** Applies each plan for itself: one that fails doesn't stop the others. */
    public List<StreamResult> apply(List<StreamPlan> plans) throws InterruptedException {
        List<StreamResult> results = new ArrayList<>();
        for (StreamPlan plan : plans) {
            results.add(apply(plan));
        }
        return List.copyOf(results);
    }

    private StreamResult apply(StreamPlan plan) throws InterruptedException {
        StreamDeclaration declaration = plan.declaration();
        if (plan instanceof StreamPlan.Equal equal) {
            return new StreamResult(declaration, Outcome.EQUAL, equal.actual(), List.of(), null);
        }
        if (plan instanceof StreamPlan.Differ differ) {
            return new StreamResult(declaration, Outcome.DIFFERENT, differ.actual(), differ.differences(), null);
        }
        if (plan instanceof StreamPlan.Unknown unknown) {
            return new StreamResult(declaration, Outcome.UNKNOWN, null, List.of(), unknown.reason());
        }
        return create(declaration);
    }

    /** The answer is compared with all that was asked for, because servers drop fields that they don't know. */
    private StreamResult create(StreamDeclaration declaration) throws InterruptedException {
        try {
            ObjectNode made = api.create(declaration.creation());
            return new StreamResult(
                    declaration, Outcome.CREATED, made, Comparison.differences(declaration.asCreated(), made), null);
        } catch (RefusedException refused) {
            String reason = new Refusal(declaration, refused).explain(api);
            return new StreamResult(declaration, Outcome.REFUSED, null, List.of(), reason);
        } catch (BrokerException failure) {
            return new StreamResult(declaration, Outcome.UNKNOWN, null, List.of(), failure.getMessage());
        }
    }
}
