package io.tailrace.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single headers of a message that nobody vouches for; each complaint names the header. */
final class HeaderReader {

    private final LogHeaders.Source headers;

    HeaderReader(LogHeaders.Source headers) {
        this.headers = headers;
    }

    boolean has(String name) {
        return !headers.values(name).isEmpty();
    }

    @Nullable String optional(String name) throws MalformedMessageException {
        List<String> values = headers.values(name);
        if (values.size() > 1) {
            throw new MalformedMessageException(name, "is there " + values.size() + " times");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    <T> @Nullable T optional(String name, Function<String, T> parser) throws MalformedMessageException {
        String value = optional(name);
        return value == null ? null : parse(name, value, parser);
    }

    <T> T required(String name, Function<String, T> parser) throws MalformedMessageException {
        T value = optional(name, parser);
        if (value == null) {
            throw new MalformedMessageException(name, "is missing");
        }
        return value;
    }

    <T> List<T> all(String name, Function<String, T> parser) throws MalformedMessageException {
        List<T> parsed = new ArrayList<>();
        for (String value : headers.values(name)) {
            parsed.add(parse(name, value, parser));
        }
        return parsed;
    }

    /** The one of {@code accepted} that the header names; one whose header value is empty cannot be named. */
    <E> @Nullable E oneOf(String name, E[] accepted, Function<E, String> headerValue) throws MalformedMessageException {
        String value = optional(name);
        if (value == null) {
            return null;
        }
        for (E candidate : accepted) {
            if (!value.isEmpty() && headerValue.apply(candidate).equals(value)) {
                return candidate;
            }
        }
        String choices = Arrays.stream(accepted)
                .map(headerValue)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        throw new MalformedMessageException(name, "is one of " + choices + ", not " + Excerpt.of(value));
    }

    private static <T> T parse(String name, String value, Function<String, T> parser) throws MalformedMessageException {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(name, String.valueOf(e.getMessage()));
        }
    }
}
