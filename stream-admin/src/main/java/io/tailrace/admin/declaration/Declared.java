package io.tailrace.admin.declaration;

import java.util.List;

/**
 * What is wanted of the broker.
 *
 * @param streams all declared streams, buckets among them, in their order
 * @param invalid the entries that say nothing that could be done
 */
public record Declared(List<StreamDeclaration> streams, List<InvalidDeclaration> invalid) {

    public Declared {
        streams = List.copyOf(streams);
        invalid = List.copyOf(invalid);
    }
}
