package io.tailrace.admin.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a plan is about, and what permissions name.
 *
 * @param stream the stream's name
 * @param consumer the consumer's name, null for the stream itself
 */
public record Target(String stream, @Nullable String consumer) {

    static Target of(String stream) {
        return new Target(stream, null);
    }

    /** {@code LOGS}, or {@code LOGS/archive}. */
    @Override
    public String toString() {
        return consumer == null ? stream : stream + "/" + consumer;
    }
}
