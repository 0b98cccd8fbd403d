package io.tailrace.config;

import org.jspecify.annotations.Nullable;

/**
 * A configured value that can't work. Thrown anywhere while a service starts, it ends the service with one message that
 * names the key, its value, what is wrong with it and where it was written, and with exit code 78.
 */
public class InvalidConfigurationException extends RuntimeException {

    private final String key;
    private final @Nullable Object value;
    private final String problem;

    /**
     * @param key the whole key in kebab case, {@code tailrace.nats.servers}
     * @param value what was configured, null where nothing was; never printed for a secret
     * @param problemAndWhatIsAccepted goes on where {@code <key> = <value>} stops: "is not a size; write 8MB"
     */
    public InvalidConfigurationException(String key, @Nullable Object value, String problemAndWhatIsAccepted) {
        super(new ConfigurationProblem(key, value, problemAndWhatIsAccepted, null).toString());
        this.key = key;
        this.value = value;
        this.problem = problemAndWhatIsAccepted;
    }

    /** The whole key in kebab case. */
    public String key() {
        return key;
    }

    /** What was configured, null where nothing was. */
    public @Nullable Object value() {
        return value;
    }

    /** What is wrong with the value and what would be accepted. */
    public String problem() {
        return problem;
    }
}
