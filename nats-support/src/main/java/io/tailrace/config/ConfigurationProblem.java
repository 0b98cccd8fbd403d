package io.tailrace.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the key as it was written
 * @param value what was configured; null where there is nothing or where it says nothing
 * @param problem goes on where {@code <key> = <value>} stops
 * @param place the file and line, or the variable, that it was read from; null if that is not known
 */
record ConfigurationProblem(
        String key,
        @Nullable Object value,
        String problem,
        @Nullable String place) {

    /** One line: {@code tailrace.partitions = 0 must be at least 1 (/etc/tailrace/agent.yml:3)}. */
    @Override
    public String toString() {
        String what = value == null ? key : key + " = " + Secrets.mask(key, value);
        String where = place == null ? "" : " (" + place + ")";
        return what + " " + problem + where;
    }
}
