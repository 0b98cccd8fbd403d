package io.tailrace.suite.demo;

import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Sources;
import io.tailrace.suite.screen.Screen;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.Rotation;
import io.tailrace.suite.writer.RotationListener;
import java.time.Duration;
import java.util.Locale;

/** Shows each rotation, and lets copytruncate truncate only what the agent has read. */
final class Rotations implements RotationListener {

    // Longer than a killed agent takes to come back.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final Actuator agent;
    private final Screen screen;

    Rotations(Actuator agent, Screen screen) {
        this.agent = agent;
        this.screen = screen;
    }

    @Override
    public void beforeTruncation(Generation generation) {
        try {
            Sources sources = new Sources(agent);
            if (!Poll.until(READ_TIMEOUT, () -> sources.hasRead(generation.path(), generation.bytes()))) {
                screen.event("  the agent has not read all of " + generation.path() + " after " + READ_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void rotated(Generation ended, Rotation rotation) {
        screen.event(String.format(
                Locale.ROOT, "  %s rotated (%s) after %,d lines", ended.path().getFileName(), rotation, ended.lines()));
    }
}
