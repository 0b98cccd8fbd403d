package io.tailrace.admin.plan;

import io.tailrace.admin.declaration.StreamDeclaration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is to be done about one declared stream. */
public sealed interface StreamPlan {

    /** The stream as it is wanted. */
    StreamDeclaration declaration();

    /** There is no such stream. */
    record Create(StreamDeclaration declaration) implements StreamPlan {}

    /**
     * There is nothing to do.
     *
     * @param actual the server's JSON
     */
    record Equal(StreamDeclaration declaration, ObjectNode actual) implements StreamPlan {}

    /**
     * The stream is there and differs.
     *
     * @param actual the server's JSON
     * @param differences at least one
     */
    record Differ(StreamDeclaration declaration, ObjectNode actual, List<Difference> differences)
            implements StreamPlan {}

    /**
     * The server could not be asked.
     *
     * @param reason names what went wrong
     */
    record Unknown(StreamDeclaration declaration, String reason) implements StreamPlan {}
}
