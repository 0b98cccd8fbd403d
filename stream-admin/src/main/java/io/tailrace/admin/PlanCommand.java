package io.tailrace.admin;

import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.PlanReport;
import io.tailrace.admin.plan.Planner;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Prints the plan and changes nothing. It makes one attempt to connect: a script is better told at once than kept
 * waiting.
 *
 * @param json whether for programs rather than for people
 */
record PlanCommand(OneConnection broker, Declared declared, Permissions permissions, boolean json) implements Command {

    @Override
    public int run(PrintStream out) throws InterruptedException {
        int code = broker.with(Duration.ZERO, out, declared.invalid(), api -> {
            PlanReport report = PlanReport.of(new Planner(api, declared, permissions).plan());
            if (json) {
                out.println(report.json().toPrettyString());
            } else {
                report.lines().forEach(out::println);
            }
            return report.exitCode();
        });
        return declared.invalid().isEmpty() ? code : PlanReport.INVALID;
    }
}
