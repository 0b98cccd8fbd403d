package io.tailrace.collector;

import io.tailrace.config.TailraceApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The collector as a service. */
@SpringBootApplication
public class LogCollectorApplication {

    public static void main(String[] args) {
        TailraceApplication.run(LogCollectorApplication.class, args);
    }
}
