package io.tailrace.suite.chaos;

import io.tailrace.suite.fault.PlanSettings;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.process.SuiteSettings;
import io.tailrace.suite.workload.Workload;
import java.util.Map;

/** How a round's settings become those of its parts. */
final class RoundSuite {

    static final String HOST = "chaos.example.com";

    private RoundSuite() {}

    static Workload.Settings workload(RoundSettings round, SuiteDirectory directory) {
        return new Workload.Settings(
                directory.root().resolve("logs"),
                directory.root().resolve("written"),
                round.rate(),
                round.seed(),
                round.wipes() > 0);
    }

    static PlanSettings plan(RoundSettings round) {
        return new PlanSettings(round.kills(), round.wipes(), round.servers(), round.parts());
    }

    /** Everything that usually takes a while is to happen often. One host has one partition: most would be idle. */
    static SuiteSettings suite(RoundSettings round, Workload.Settings workload) {
        SuiteSettings suite = new SuiteSettings(HOST, workload.inputs(), Map.of(), 1)
                .with("tailrace.partitions", "4")
                .with("tailrace.admin.interval", "2s")
                .with("tailrace.agent.rescan-interval", "2s")
                .with("tailrace.agent.seal-after-quiet", "5s");
        for (String input : workload.inputs().keySet()) {
            suite = suite.with("tailrace.agent.inputs." + input + ".partial-line-timeout", "1s");
        }
        return round.cluster() ? suite.onCluster(round.servers()) : suite;
    }
}
