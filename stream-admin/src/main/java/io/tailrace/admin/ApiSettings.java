package io.tailrace.admin;

import java.time.Duration;

/**
 * How to reach the JetStream API.
 *
 * @param prefix what its subjects begin with
 * @param timeout for each request
 */
record ApiSettings(String prefix, Duration timeout) {

    /** Longer than a cluster takes to elect a leader. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The API of a domain, of the connection's own domain where that is empty. */
    static ApiSettings ofDomain(String domain) {
        return new ApiSettings(domain.isEmpty() ? "$JS.API." : "$JS." + domain + ".API.", TIMEOUT);
    }
}
