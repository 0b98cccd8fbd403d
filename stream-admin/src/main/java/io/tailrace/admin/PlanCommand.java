package io.tailrace.admin;

import io.nats.client.Connection;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.PlanReport;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.NatsConnectionFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Prints the plan. It makes one attempt to connect: a script is better told at once than kept waiting. */
final class PlanCommand implements ApplicationRunner {

    private final NatsConnectionFactory connections;
    private final ApiSettings api;
    private final List<StreamDeclaration> declarations;
    private final PrintStream out;
    private final IntConsumer exit;

    /**
     * @param out gets the report, one line a field
     * @param exit ends the program with an exit code of {@link PlanReport}
     */
    PlanCommand(
            NatsConnectionFactory connections,
            ApiSettings api,
            List<StreamDeclaration> declarations,
            PrintStream out,
            IntConsumer exit) {
        this.connections = connections;
        this.api = api;
        this.declarations = declarations;
        this.out = out;
        this.exit = exit;
    }

    @Override
    public void run(ApplicationArguments args) throws InterruptedException {
        PlanReport report = report();
        report.lines().forEach(out::println);
        exit.accept(report.exitCode());
    }

    private PlanReport report() throws InterruptedException {
        Connection connection;
        try {
            connection = connections.connect("plan", options -> {});
        } catch (IOException unreachable) {
            String reason = "there is no plan, NATS can't be reached: " + unreachable.getMessage();
            return new PlanReport(List.of(reason), PlanReport.FAILED);
        }
        try {
            JetStreamApi streams = new JetStreamApi(() -> connection, api.prefix(), api.timeout());
            return PlanReport.of(new Planner(streams, declarations).plan());
        } finally {
            connection.close();
        }
    }
}
