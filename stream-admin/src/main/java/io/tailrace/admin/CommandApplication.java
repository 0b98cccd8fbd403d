package io.tailrace.admin;

import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.nats.NatsConnectionFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The program that does one thing and exits. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(DeclarationConfiguration.class)
class CommandApplication {

    private static final List<String> OPTIONS = List.of("--plan", "--plan=json", "--once", "--import");

    /** The output is the answer, for people and for pipes. Of the service's health groups it has only a part. */
    private static final List<String> QUIET = List.of(
            "--spring.main.web-application-type=none",
            "--spring.main.banner-mode=off",
            "--management.endpoint.health.validate-group-membership=false",
            "--logging.level.root=error",
            "--logging.level.io.tailrace=error");

    static boolean isAskedFor(String... args) {
        return Arrays.stream(args).anyMatch(OPTIONS::contains);
    }

    /** The given arguments after those that make the program quiet, so that each of these can be overridden. */
    static String[] arguments(String... args) {
        return Stream.concat(QUIET.stream(), Stream.of(args)).toArray(String[]::new);
    }

    @Bean
    CommandRunner commandRunner(
            NatsConnectionFactory connections,
            ApiSettings settings,
            AdminProperties properties,
            Declared declared,
            Permissions permissions,
            ApplicationArguments arguments,
            ApplicationContext application) {
        IntConsumer exit = code -> System.exit(SpringApplication.exit(application, () -> code));
        OneConnection broker = new OneConnection(connections, settings);
        return new CommandRunner(command(arguments, broker, properties, declared, permissions), System.out, exit);
    }

    private static Command command(
            ApplicationArguments arguments,
            OneConnection broker,
            AdminProperties properties,
            Declared declared,
            Permissions permissions) {
        if (arguments.containsOption("import")) {
            return new ImportCommand(broker);
        }
        if (arguments.containsOption("once")) {
            return new OnceCommand(broker, properties, declared, permissions);
        }
        List<String> form = arguments.getOptionValues("plan");
        boolean json = form != null && form.contains("json");
        return new PlanCommand(broker, declared, permissions, json);
    }
}
