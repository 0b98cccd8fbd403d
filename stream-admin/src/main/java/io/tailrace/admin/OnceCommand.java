package io.tailrace.admin;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.PlanReport;
import io.tailrace.admin.plan.Planner;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Applies the declaration once, for a Job or CI. It waits for NATS. */
record OnceCommand(OneConnection broker, AdminProperties properties, Declared declared, Permissions permissions)
        implements Command {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Set<Outcome> FAILURES = Set.of(Outcome.REFUSED, Outcome.UNKNOWN);

    @Override
    public int run(PrintStream out) throws InterruptedException {
        int code = broker.with(properties.waitForNats(), out, declared.invalid(), api -> apply(out, api));
        return declared.invalid().isEmpty() ? code : PlanReport.INVALID;
    }

    private int apply(PrintStream out, JetStreamApi api) throws InterruptedException {
        Planner planner = new Planner(api, declared, permissions);
        Applier applier = new Applier(api, planner, properties.backupDirectory(), Clock.systemUTC());
        List<Result> results = rounds(applier);
        int code = PlanReport.EQUAL;
        for (Result result : results) {
            String problem = result.problem() == null ? "" : ": " + result.problem();
            out.println(result.name() + "  " + result.outcome().name().toLowerCase(Locale.ROOT) + problem);
            result.differences().forEach(left -> out.println(result.name() + "." + left));
            code = PlanReport.worse(code, code(result));
        }
        return code;
    }

    /** Again as long as something is not known: a cluster may be electing a leader, and half of a step is no end. */
    private List<Result> rounds(Applier applier) throws InterruptedException {
        long deadline = System.nanoTime() + properties.waitForNats().toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            List<Result> results = applier.round(name -> Mode.ALL, true);
            boolean known = results.stream().noneMatch(result -> result.outcome() == Outcome.UNKNOWN || result.waits());
            if (known || System.nanoTime() > deadline || never.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS)) {
                return results;
            }
        }
    }

    private static int code(Result result) {
        if (result.outcome() == Outcome.INVALID) {
            return PlanReport.INVALID;
        }
        if (FAILURES.contains(result.outcome())) {
            return PlanReport.FAILED;
        }
        return result.settled() ? PlanReport.EQUAL : PlanReport.DIFFERENT;
    }
}
