package io.tailrace.admin;

import io.tailrace.nats.NatsConnectionFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The program with {@code --plan}. It has nothing in it that could change a stream. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(DeclarationConfiguration.class)
class PlanApplication {

    private static final String OPTION = "--plan";

    /** The output is the plan, for people and for pipes. Of the service's health groups it has only a part. */
    private static final List<String> QUIET = List.of(
            "--spring.main.web-application-type=none",
            "--spring.main.banner-mode=off",
            "--management.endpoint.health.validate-group-membership=false",
            "--logging.level.root=error",
            "--logging.level.io.tailrace=error");

    static boolean isAskedFor(String... args) {
        return Arrays.asList(args).contains(OPTION);
    }

    /** The given arguments after those that make the program quiet, so that each of these can be overridden. */
    static String[] arguments(String... args) {
        return Stream.concat(QUIET.stream(), Stream.of(args)).toArray(String[]::new);
    }

    @Bean
    PlanCommand planCommand(
            NatsConnectionFactory connections,
            ApiSettings settings,
            DeclaredStreams declared,
            ApplicationContext application) {
        IntConsumer exit = code -> System.exit(SpringApplication.exit(application, () -> code));
        return new PlanCommand(connections, settings, declared.streams(), System.out, exit);
    }
}
