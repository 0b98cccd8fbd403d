package io.tailrace.config;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** How each service starts. */
public final class TailraceApplication {

    /** EX_CONFIG of sysexits.h: a service manager needn't try again before somebody has changed something. */
    public static final int EXIT_CONFIGURATION = 78;

    private TailraceApplication() {}

    /**
     * Runs a service. Returns once it has started; ends the process with exit code 78 and one message where its
     * configuration can't work.
     */
    public static ConfigurableApplicationContext run(Class<?> application, String... args) {
        return new SpringApplication(application).run(args);
    }
}
