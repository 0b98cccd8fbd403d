package io.tailrace.admin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A plan as people read it, and what it means to a script.
 *
 * @param lines one a field
 * @param exitCode {@link #EQUAL}, {@link #DIFFERENT} or {@link #FAILED}, as {@code terraform plan -detailed-exitcode}
 */
public record PlanReport(List<String> lines, int exitCode) {

    public static final int EQUAL = 0;
    public static final int FAILED = 1;
    public static final int DIFFERENT = 2;

    /** The report of the plans of all streams. */
    public static PlanReport of(List<StreamPlan> plans) {
        List<String> lines = new ArrayList<>();
        int exitCode = EQUAL;
        for (StreamPlan plan : plans) {
            int code = describe(plan, lines);
            // A failure outweighs a difference: a script that applies on 2 must not go on with half a plan.
            if (exitCode == EQUAL || code == FAILED) {
                exitCode = code;
            }
        }
        if (exitCode == EQUAL) {
            lines.add("nothing differs: " + plans.size() + " streams are as declared");
        }
        return new PlanReport(List.copyOf(lines), exitCode);
    }

    private static int describe(StreamPlan plan, List<String> lines) {
        String name = plan.declaration().name();
        if (plan instanceof StreamPlan.Create create) {
            lines.add(name + "  is missing and will be created");
            Map<String, JsonNode> fields = Canonical.leaves(create.declaration().creation());
            fields.remove("name");
            fields.forEach((field, value) -> lines.add(name + "." + field + "  will be " + FieldText.of(field, value)));
            return DIFFERENT;
        }
        if (plan instanceof StreamPlan.Differ differ) {
            differ.differences().forEach(difference -> lines.add(name + "." + difference));
            return DIFFERENT;
        }
        if (plan instanceof StreamPlan.Unknown unknown) {
            lines.add(name + "  cannot be compared: " + unknown.reason());
            return FAILED;
        }
        return EQUAL;
    }
}
