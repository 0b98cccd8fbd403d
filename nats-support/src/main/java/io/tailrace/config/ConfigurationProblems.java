package io.tailrace.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Finds out what a failed start says about the configuration. */
final class ConfigurationProblems {

    private ConfigurationProblems() {}

    /** What is wrong with the configuration; empty where the failure has another cause. */
    static List<ConfigurationProblem> in(Throwable failure, @Nullable Environment environment) {
        @Nullable ConversionException conversion = null;
        @Nullable BindException bind = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationRefusedException refused) {
                return refused.problems();
            } else if (cause instanceof InvalidConfigurationException invalid) {
                return List.of(of(invalid, environment));
            } else if (cause instanceof BindValidationException validation) {
                return of(validation);
            } else if (cause instanceof MarkedYAMLException yaml) {
                return List.of(of(yaml, failure));
            } else if (cause instanceof PlaceholderResolutionException placeholder) {
                return List.of(new ConfigurationProblem("the configuration", null, lower(placeholder), placeOf(bind)));
            } else if (cause instanceof BindException found) {
                bind = found;
            } else if (cause instanceof ConversionException found) {
                conversion = found;
            }
        }
        return bind == null ? List.of() : List.of(of(bind, conversion));
    }

    private static ConfigurationProblem of(InvalidConfigurationException invalid, @Nullable Environment environment) {
        @Nullable String place = environment == null ? null : Places.of(environment, invalid.key());
        return new ConfigurationProblem(invalid.key(), invalid.value(), invalid.problem(), place);
    }

    private static List<ConfigurationProblem> of(BindValidationException validation) {
        List<ConfigurationProblem> problems = new ArrayList<>();
        String prefix = validation.getValidationErrors().getName().toString();
        for (ObjectError error : validation.getValidationErrors()) {
            String message = Objects.requireNonNullElse(error.getDefaultMessage(), "is not accepted");
            problems.add(
                    error instanceof FieldError field
                            ? new ConfigurationProblem(
                                    prefix + "." + kebab(field.getField()),
                                    field.getRejectedValue(),
                                    message,
                                    Places.of(Origin.from(error)))
                            : new ConfigurationProblem(prefix, null, message, null));
        }
        return problems;
    }

    private static ConfigurationProblem of(BindException bind, @Nullable ConversionException conversion) {
        @Nullable ConfigurationProperty property = bind.getProperty();
        @Nullable Object value = property == null ? null : property.getValue();
        return new ConfigurationProblem(bind.getName().toString(), value, problemOf(bind, conversion), placeOf(bind));
    }

    private static String problemOf(BindException bind, @Nullable ConversionException conversion) {
        if (!(conversion instanceof ConversionFailedException failed)) {
            @Nullable Throwable cause = conversion == null ? bind.getCause() : conversion;
            return "can't be used: " + (cause == null ? bind : cause).getMessage();
        }
        Class<?> wanted = failed.getTargetType().getType();
        if (wanted.isEnum()) {
            return "is not accepted; use "
                    + Sentences.oneOf(Arrays.stream(wanted.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant)
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .toList());
        }
        @Nullable Throwable reason = failed.getCause();
        return "can't be read as %s: %s"
                .formatted(wanted.getSimpleName(), reason == null ? "no reason given" : reason.getMessage());
    }

    private static ConfigurationProblem of(MarkedYAMLException yaml, Throwable failure) {
        @Nullable String place = yaml.getProblemMark() == null
                ? null
                : "line " + (yaml.getProblemMark().getLine() + 1);
        String file = failure.equals(yaml) || failure.getMessage() == null ? "a YAML file" : failure.getMessage();
        return new ConfigurationProblem(file, null, "is not YAML: " + yaml.getProblem(), place);
    }

    private static @Nullable String placeOf(@Nullable BindException bind) {
        return bind == null || bind.getProperty() == null
                ? null
                : Places.of(bind.getProperty().getOrigin());
    }

    private static String lower(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return "can't be read: " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** {@code subjectPrefix} as {@code subject-prefix}. */
    private static String kebab(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
