package io.tailrace.config;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** How each service starts. */
public final class TailraceApplication {

    /** EX_CONFIG of sysexits.h: a service manager needn't try again before somebody has changed something. */
    public static final int EXIT_CONFIGURATION = 78;

    private TailraceApplication() {}

    /**
     * Runs a service. Returns once it has started. Where its configuration can't work, one message has said what is
     * wrong, and the process ends with exit code 78; what else fails is thrown.
     */
    public static void run(Class<?> application, String... args) {
        start(new SpringApplication(application), System::exit, args);
    }

    /** As {@link #run}, with the end of the process handed in; returns null if that returned. */
    static @Nullable ConfigurableApplicationContext start(SpringApplication service, IntConsumer exit, String... args) {
        try {
            return service.run(args);
        } catch (RuntimeException failure) {
            if (ConfigurationProblems.in(failure, null).isEmpty()) {
                throw failure;
            }
            exit.accept(EXIT_CONFIGURATION);
            return null;
        }
    }
}
