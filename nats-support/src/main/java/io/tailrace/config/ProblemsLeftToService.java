package io.tailrace.config;

import java.util.Map;

/**
 * What is wrong with the lists that a service judges itself.
 *
 * @param byKey one line each, by the key as it was written
 */
public record ProblemsLeftToService(Map<String, String> byKey) {

    public ProblemsLeftToService {
        byKey = Map.copyOf(byKey);
    }
}
