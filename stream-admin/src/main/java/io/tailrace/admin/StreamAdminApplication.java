package io.tailrace.admin;

import io.tailrace.admin.operations.OperationsConfiguration;
import io.tailrace.config.TailraceApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The service. With {@code --plan} it prints what differs and exits: 0 where nothing does, 2 where something does, 1
 * where the broker can't be asked, 78 where the declaration is wrong.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({DeclarationConfiguration.class, ReconcilerConfiguration.class, OperationsConfiguration.class})
public class StreamAdminApplication {

    public static void main(String[] args) {
        if (PlanApplication.isAskedFor(args)) {
            TailraceApplication.run(PlanApplication.class, PlanApplication.arguments(args));
        } else {
            TailraceApplication.run(StreamAdminApplication.class, args);
        }
    }
}
