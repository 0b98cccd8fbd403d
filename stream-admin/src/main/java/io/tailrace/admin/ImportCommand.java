package io.tailrace.admin;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.export.BrokerExport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Prints a declaration of what the broker has. */
record ImportCommand(OneConnection broker) implements Command {

    @Override
    public int run(PrintStream out) throws InterruptedException {
        return broker.with(Duration.ZERO, out, List.of(), api -> {
            try {
                out.print(new BrokerExport(api).yaml());
                return 0;
            } catch (BrokerException failure) {
                out.println("# the broker can't be asked: " + failure.getMessage());
                return OneConnection.FAILED;
            }
        });
    }
}
