package io.tailrace.admin.apply;

import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one round found of one stream, and did.
 *
 * @param declaration what was wanted
 * @param outcome the one word for it
 * @param actual the server's JSON, null where there is no stream or no answer
 * @param differences between the two, in {@link Outcome#CREATED} what the server dropped
 * @param problem why it could not be done or found out, null where it could
 */
public record StreamResult(
        StreamDeclaration declaration,
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
        /** Is there and differs; nothing was sent. */
        DIFFERENT,
        /** Is not there, and the server refused to create it. */
        REFUSED,
        /** The server could not be asked or gave no answer. */
        UNKNOWN
    }

    /** The stream's name. */
    public String name() {
        return declaration.name();
    }

    /** Whether the stream is there, as far as is known. */
    public boolean exists() {
        return actual != null;
    }
}
