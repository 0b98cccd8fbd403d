package io.tailrace.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Headers as a NATS client has them. */
final class MapHeaders implements LogHeaders.Source {

    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    static MapHeaders of(LogMessage message) {
        MapHeaders headers = new MapHeaders();
        LogHeaders.write(message, headers::add);
        return headers;
    }

    MapHeaders add(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        return this;
    }

    MapHeaders with(String name, String value) {
        return without(name).add(name, value);
    }

    MapHeaders without(String name) {
        headers.remove(name);
        return this;
    }

    String only(String name) {
        List<String> values = values(name);
        if (values.size() != 1) {
            throw new AssertionError(name + ": " + values);
        }
        return values.get(0);
    }

    @Override
    public List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public List<String> names() {
        return List.copyOf(headers.keySet());
    }

    @Override
    public String toString() {
        return headers.toString();
    }
}
