package io.tailrace.admin.declaration;

import org.jspecify.annotations.Nullable;

/** A declared value that can't be meant. */
public class InvalidDeclarationException extends RuntimeException {

    private final String key;
    private final @Nullable Object value;
    private final String problem;

    /**
     * @param key the whole configuration key
     * @param value what was configured, null where nothing was
     * @param problem what is wrong with it and what is accepted, to go on after the value
     */
    public InvalidDeclarationException(String key, @Nullable Object value, String problem) {
        super(key + (value == null ? " " : " = " + value + " ") + problem);
        this.key = key;
        this.value = value;
        this.problem = problem;
    }

    public String key() {
        return key;
    }

    public @Nullable Object value() {
        return value;
    }

    public String problem() {
        return problem;
    }
}
