package io.tailrace.admin.plan;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.declaration.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds out what is to be done. It only reads.
 *
 * @param api the broker
 * @param declarations what is wanted
 */
public record Planner(StreamApi api, List<StreamDeclaration> declarations) {

    /** A plan for each declaration, in their order. What can't be found out of one doesn't stop the others. */
    public List<StreamPlan> plan() throws InterruptedException {
        List<StreamPlan> plans = new ArrayList<>();
        for (StreamDeclaration declaration : declarations) {
            plans.add(plan(declaration));
        }
        return plans;
    }

    private StreamPlan plan(StreamDeclaration declaration) throws InterruptedException {
        ObjectNode actual;
        try {
            actual = api.find(declaration.name());
        } catch (BrokerException failure) {
            return new StreamPlan.Unknown(declaration, String.valueOf(failure.getMessage()));
        }
        if (actual == null) {
            return new StreamPlan.Create(declaration);
        }
        List<Difference> differences = Comparison.differences(declaration, actual);
        return differences.isEmpty()
                ? new StreamPlan.Equal(declaration, actual)
                : new StreamPlan.Differ(declaration, actual, differences);
    }
}
