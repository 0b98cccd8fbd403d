package io.tailrace.bench.empty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A service that does nothing: Spring Boot with the starters that ours use and no class of ours. What it takes in memory and
 * time is what ours can't get below.
 */
@SpringBootApplication
public class EmptyService {

    /** Runs until it is told to end. */
    public static void main(String[] arguments) {
        SpringApplication.run(EmptyService.class, arguments);
    }
}
