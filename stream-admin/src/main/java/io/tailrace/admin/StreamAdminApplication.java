package io.tailrace.admin;

import io.tailrace.admin.operations.OperationsConfiguration;
import io.tailrace.config.TailraceApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The service. With {@code --plan}, {@code --once} or {@code --import} it prints what it found or did and exits: 0 where
 * nothing differs, 2 where something does, 1 where the broker can't be asked or refused something, 78 where the
 * configuration is wrong.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({DeclarationConfiguration.class, ReconcilerConfiguration.class, OperationsConfiguration.class})
public class StreamAdminApplication {

    public static void main(String[] args) {
        if (CommandApplication.isAskedFor(args)) {
            TailraceApplication.run(CommandApplication.class, CommandApplication.arguments(args));
        } else {
            TailraceApplication.run(StreamAdminApplication.class, args);
        }
    }
}
