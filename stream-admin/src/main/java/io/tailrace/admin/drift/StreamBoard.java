package io.tailrace.admin.drift;

import io.tailrace.admin.apply.StreamResult;
import java.time.Instant;
import java.util.List;

/**
 * What is known of all declared streams, as of one round.
 *
 * @param results one a declared stream, in the order of the declaration; empty before the first round has ended
 * @param checked when the round ended, the epoch before the first one
 * @param declared how many streams are declared
 */
public record StreamBoard(List<StreamResult> results, Instant checked, int declared) {

    public StreamBoard {
        results = List.copyOf(results);
    }

    /** Whether every declared stream exists. A stream that differs exists. */
    public boolean complete() {
        return results.size() == declared && results.stream().allMatch(StreamResult::exists);
    }
}
