package io.tailrace.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.suite.command.UsageException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTests {

    @Test
    void hasDefaultsForEverything() {
        assertThat(DemoOptions.parse(List.of()))
                .isEqualTo(new DemoOptions(Duration.ofSeconds(20), 10_000, false, false));
    }

    @Test
    void takesAllOptions() {
        assertThat(DemoOptions.parse(List.of("--seconds", "5", "--rate", "100", "--kill", "--keep")))
                .isEqualTo(new DemoOptions(Duration.ofSeconds(5), 100, true, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --second 5   | unknown option --second: see bin/demo --help
                    --seconds    | --seconds takes a number from 1 to 86400, not nothing
                    --seconds 0  | --seconds takes a number from 1 to 86400, not 0
                    --seconds 1m | --seconds takes a number from 1 to 86400, not 1m
                    --rate 9999999999 | --rate takes a number from 1 to 1000000, not 9999999999
                    """)
    void refusesWhatMakesNoSense(String arguments, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> DemoOptions.parse(List.of(arguments.split(" "))))
                .withMessage(message);
    }
}
