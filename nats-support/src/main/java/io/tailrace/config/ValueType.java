package io.tailrace.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** What a key takes, as far as it can be told from one value alone. */
sealed interface ValueType {

    /** What is wrong with a value that is not blank, and what would be accepted; empty if it is fine. */
    Optional<String> problemOf(String value);

    /** Reads a type as {@code known-keys.txt} writes it: {@code text}, {@code size}, {@code a|b}, {@code ->other-key}. */
    static ValueType parse(String text) {
        if (text.startsWith("->")) {
            return new Renamed(text.substring(2));
        }
        return switch (text) {
            case "text" -> new Text();
            case "number" -> new WholeNumber();
            case "boolean" -> new Choice(List.of("true", "false"));
            case "duration" -> new TimeSpan();
            case "size" -> new Size();
            default -> new Choice(List.of(text.split("\\|")));
        };
    }

    /** Anything. */
    record Text() implements ValueType {
        @Override
        public Optional<String> problemOf(String value) {
            return Optional.empty();
        }
    }

    /** A whole number. */
    record WholeNumber() implements ValueType {

        private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

        @Override
        public Optional<String> problemOf(String value) {
            return WHOLE.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of("is not a whole number; write digits only");
        }
    }

    /** A time span. Spring takes one without a unit for milliseconds, which nobody means; only 0 needs no unit. */
    record TimeSpan() implements ValueType {

        private static final Pattern UNITLESS = Pattern.compile("[+-]?\\d+");
        private static final Pattern ZERO = Pattern.compile("[+-]?0+");

        @Override
        public Optional<String> problemOf(String value) {
            if (UNITLESS.matcher(value).matches()) {
                return ZERO.matcher(value).matches()
                        ? Optional.empty()
                        : Optional.of("has no unit; write " + value + "s for seconds (or ms, m, h, d)");
            }
            try {
                DurationStyle.detectAndParse(value);
                return Optional.empty();
            } catch (IllegalArgumentException | ArithmeticException notOne) {
                return Optional.of("is not a duration; write 500ms, 30s, 5m, 1h or 1d");
            }
        }
    }

    /** A number of bytes. */
    record Size() implements ValueType {
        @Override
        public Optional<String> problemOf(String value) {
            try {
                DataSize.parse(value);
                return Optional.empty();
            } catch (IllegalArgumentException | ArithmeticException notOne) {
                return Optional.of("is not a size; write 512B, 128KB, 8MB or 1GB");
            }
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements ValueType {
        @Override
        public Optional<String> problemOf(String value) {
            return words.stream().anyMatch(word -> KeyNode.uniform(word).equals(KeyNode.uniform(value)))
                    ? Optional.empty()
                    : Optional.of("is not accepted; use " + Sentences.oneOf(words));
        }
    }

    /** A name that something else has elsewhere in the world of NATS, refused with the name it has here. */
    record Renamed(String name) implements ValueType {
        @Override
        public Optional<String> problemOf(String value) {
            return Optional.of("is not a key. It is called \"%s\" here".formatted(name.toLowerCase(Locale.ROOT)));
        }
    }
}
