package io.tailrace.admin.apply;

import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one round found of one stream or consumer, and did.
 *
 * @param plan what was to be done
 * @param outcome the one word for what was done
 * @param actual the server's JSON afterwards, null where there is nothing or no answer
 * @param differences what is left of them
 * @param problem why something could not be done or found out, null where it could
 */
public record Result(
        Plan plan,
        Outcome outcome,
        @Nullable ObjectNode actual,
        List<Difference> differences,
        @Nullable String problem) {

    /** The outcomes of a round. */
    public enum Outcome {
        /** Was there, as declared; nothing was sent. */
        EQUAL,
        /** Was not there, now is. */
        CREATED,
        /** Was changed. */
        UPDATED,
        /** Was deleted and created again. */
        RECREATED,
        /** Was ours and is gone. */
        PRUNED,
        /** Is there and differs; nothing was sent. */
        DIFFERENT,
        /** The server refused what was asked for. */
        REFUSED,
        /** The server could not be asked or gave no answer. */
        UNKNOWN,
        /** Is declared wrong. */
        INVALID
    }

    public Result {
        differences = List.copyOf(differences);
    }

    /** Why nothing is destroyed while another instance is at it. */
    static final String WAITS = "another stream-admin is recreating or deleting something; this one waits";

    /** Whether it is another instance's turn. */
    public boolean waits() {
        return WAITS.equals(problem);
    }

    /** {@code LOGS}, or {@code LOGS/archive}. */
    public String name() {
        return plan.target().toString();
    }

    /** Whether it is there, as far as is known. */
    public boolean exists() {
        return actual != null;
    }

    /** Whether it is there and nothing is left to do. */
    public boolean settled() {
        return problem == null && differences.isEmpty() && outcome != Outcome.DIFFERENT;
    }
}
