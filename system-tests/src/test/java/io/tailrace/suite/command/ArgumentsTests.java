package io.tailrace.suite.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTests {

    private final Arguments arguments = new Arguments("bin/x", List.of("--count", "3", "--name", "n", "--count"));

    @Test
    void areReadFromLeftToRight() {
        assertThat(arguments.next()).isEqualTo("--count");
        assertThat(arguments.number("--count", 5)).isEqualTo(3);
        assertThat(arguments.next()).isEqualTo("--name");
        assertThat(arguments.value("--name", "a name")).isEqualTo("n");
        assertThat(arguments.hasNext()).isTrue();
    }

    @Test
    void areRefusedWithWhatIsAccepted() {
        refuses("--count takes a number from 1 to 2, not 3", () -> {
            arguments.next();
            arguments.number("--count", 2);
        });
        refuses("--count takes a number from 0 to 9, not --name", () -> arguments.number("--count", 0, 9));
        arguments.next();
        arguments.next();
        refuses("--name takes a name, not nothing", () -> arguments.value("--name", "a name"));
        assertThat(arguments.unknown("--what")).hasMessage("unknown option --what: see bin/x --help");
    }

    private static void refuses(String message, Runnable reading) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(reading::run).withMessage(message);
    }
}
