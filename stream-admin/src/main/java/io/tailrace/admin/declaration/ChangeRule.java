package io.tailrace.admin.declaration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a server changes a field of something that is there, found out with servers 2.9 to 2.15. */
@FunctionalInterface
public interface ChangeRule {

    /** Any value may become any other. */
    ChangeRule FREE = (from, to, server) -> true;

    /** Only a new stream or consumer has another value. */
    ChangeRule FIXED = (from, to, server) -> false;

    /** What is off may be turned on, for good. */
    ChangeRule ONLY_ON = (from, to, server) -> from == null;

    /**
     * Whether an update does it.
     *
     * @param from the value there is, null for not set
     * @param to the value there is to be, null for not set
     */
    boolean updates(@Nullable JsonNode from, @Nullable JsonNode to, ServerVersion server);

    /** This rule with servers of a version or newer, otherwise fixed. */
    default ChangeRule since(ServerVersion version) {
        return (from, to, server) -> server.atLeast(version) && updates(from, to, server);
    }
}
