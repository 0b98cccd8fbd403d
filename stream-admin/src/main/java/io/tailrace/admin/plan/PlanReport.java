package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.plan.Plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as people read it, and what it means to a script.
 *
 * @param plans all of them
 * @param lines one a field or a consequence
 * @param exitCode {@link #EQUAL}, {@link #DIFFERENT}, {@link #FAILED} or {@link #INVALID}, as {@code terraform plan -detailed-exitcode}
 */
public record PlanReport(List<Plan> plans, List<String> lines, int exitCode) {

    public static final int EQUAL = 0;
    public static final int FAILED = 1;
    public static final int DIFFERENT = 2;

    /** EX_CONFIG of sysexits.h, for a declaration that is wrong, whatever else there is. */
    public static final int INVALID = 78;

    /** The report of all plans. */
    public static PlanReport of(List<Plan> plans) {
        List<String> lines = new ArrayList<>();
        int exitCode = EQUAL;
        for (Plan plan : plans) {
            int code = describe(plan, lines);
            // A failure outweighs a difference: a script that applies on 2 must not go on with half a plan.
            exitCode = worse(exitCode, code);
        }
        if (exitCode == EQUAL) {
            long streams = plans.stream()
                    .filter(plan -> plan.target().consumer() == null)
                    .count();
            lines.add("nothing differs: " + streams + " streams are as declared");
        }
        return new PlanReport(List.copyOf(plans), List.copyOf(lines), exitCode);
    }

    /** Which of two exit codes says more. */
    public static int worse(int one, int other) {
        List<Integer> order = List.of(EQUAL, DIFFERENT, FAILED, INVALID);
        return order.indexOf(one) > order.indexOf(other) ? one : other;
    }

    private static int describe(Plan plan, List<String> lines) {
        String name = plan.target().toString();
        plan.undeclared()
                .forEach(each -> lines.add(
                        name + "." + each.field() + "  " + each.text() + "  (left alone, " + "not declared)"));
        if (plan.step() == Step.NONE) {
            return EQUAL;
        }
        if (plan.problem() != null) {
            String what = plan.step() == Step.INVALID ? "  is declared wrong: " : "  cannot be compared: ";
            lines.add(name + what + plan.problem());
            return plan.step() == Step.INVALID ? INVALID : FAILED;
        }
        lines.add(name + "  " + words(plan));
        if (plan.step() == Step.CREATE) {
            create(plan, lines);
        }
        plan.differences().forEach(difference -> lines.add(name + "." + difference));
        plan.consequences().forEach(consequence -> lines.add(name + "  " + consequence));
        return DIFFERENT;
    }

    private static String words(Plan plan) {
        String missing = plan.needs() == null ? "" : ", not all without " + plan.needs();
        return switch (plan.step()) {
            case CREATE -> "create";
            case UPDATE -> "update" + missing;
            case RECREATE -> "recreate";
            case PRUNE -> "prune";
            default -> "stays as it is" + (plan.needs() == null ? "" : " without " + plan.needs());
        };
    }

    private static void create(Plan plan, List<String> lines) {
        boolean stream = plan.target().consumer() == null;
        Comparison texts = new Comparison(stream ? StreamFields.TABLE : ConsumerFields.TABLE, ServerVersion.OLDEST);
        Canonical.leaves(texts.table(), Objects.requireNonNull(plan.request())).forEach((field, value) -> {
            if (!field.equals("name") && !field.equals("durable_name")) {
                lines.add(plan.target() + "." + field + "  will be " + texts.text(field, value));
            }
        });
    }

    /** The same for programs. */
    public ObjectNode json() {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("exit-code", exitCode);
        ArrayNode resources = report.putArray("resources");
        for (Plan plan : plans) {
            ObjectNode resource = resources.addObject();
            resource.put("name", plan.target().toString());
            resource.put("declared-at", plan.declaredAt());
            resource.put("step", plan.step().name().toLowerCase(Locale.ROOT));
            resource.put("needs", plan.needs());
            resource.put("problem", plan.problem());
            plan.consequences().forEach(resource.putArray("consequences")::add);
            ArrayNode differences = resource.putArray("differences");
            plan.differences().forEach(difference -> {
                ObjectNode each = differences.addObject();
                each.put("field", difference.field());
                each.put("class", difference.kind().words());
                each.put("text", difference.text());
                each.set("wanted", difference.wanted());
                each.set("actual", difference.actual());
                each.put("needs", difference.needs());
            });
            resource.set("request", plan.request());
            resource.set("actual", plan.actual());
        }
        return report;
    }
}
