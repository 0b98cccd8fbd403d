package io.tailrace.collector.commit;

import io.tailrace.protocol.LogHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The headers of a dead letter as the ledger has them: one {@code name: value} a line. */
final class StoredHeaders implements LogHeaders.Source {

    private static final String SEPARATOR = ": ";

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    StoredHeaders(String lines) {
        for (String line : lines.split("\n", -1)) {
            int separator = line.indexOf(SEPARATOR);
            if (separator >= 0) {
                values.computeIfAbsent(line.substring(0, separator), none -> new ArrayList<>(1))
                        .add(line.substring(separator + SEPARATOR.length()));
            }
        }
    }

    @Override
    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }
}
