package io.tailrace.agent.testing;

import io.tailrace.agent.discovery.Glob;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.protocol.Delivery;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Inputs with defaults. */
public final class Inputs {

    private Inputs() {}

    public static Input of(String name, Object... globs) {
        return of(name, StartAt.BEGINNING, globs);
    }

    public static Input of(String name, StartAt startAt, Object... globs) {
        return new Input(
                name,
                Arrays.stream(globs).map(glob -> Glob.parse(glob.toString())).toList(),
                List.of(),
                Delivery.ACKED,
                startAt,
                0,
                Duration.ofMillis(20),
                Map.of());
    }

    public static Input excluding(Input input, String... globs) {
        return new Input(
                input.name(),
                input.paths(),
                Arrays.stream(globs).map(Glob::parse).toList(),
                input.delivery(),
                input.startAt(),
                input.maxLinesPerMessage(),
                input.partialLineTimeout(),
                input.labels());
    }

    public static Input fireAndForget(Input input) {
        return new Input(
                input.name(),
                input.paths(),
                input.excludes(),
                Delivery.FIRE_AND_FORGET,
                input.startAt(),
                input.maxLinesPerMessage(),
                input.partialLineTimeout(),
                input.labels());
    }

    public static Input inLinesOf(Input input, int maxLines) {
        return new Input(
                input.name(),
                input.paths(),
                input.excludes(),
                input.delivery(),
                input.startAt(),
                maxLines,
                input.partialLineTimeout(),
                input.labels());
    }

    public static Input holding(Input input, Duration partialLineTimeout) {
        return new Input(
                input.name(),
                input.paths(),
                input.excludes(),
                input.delivery(),
                input.startAt(),
                input.maxLinesPerMessage(),
                partialLineTimeout,
                input.labels());
    }
}
