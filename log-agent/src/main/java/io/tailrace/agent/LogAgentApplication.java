package io.tailrace.agent;

import io.tailrace.config.TailraceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Runs the agent. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LogAgentApplication {

    /** Starts the service; see the reference for its options. */
    public static void main(String[] args) {
        TailraceApplication.run(LogAgentApplication.class, args);
    }
}
