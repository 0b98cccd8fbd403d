package io.tailrace.suite.screen;

import java.util.function.Supplier;

/** Tells the screen how far things are, as often as the screen wants to know. */
public final class Shown {

    private final Supplier<? extends Status> progress;
    private final Screen screen;
    private long last = System.nanoTime();

    public Shown(Supplier<? extends Status> progress, Screen screen) {
        this.progress = progress;
        this.screen = screen;
    }

    /** To be called often. */
    public void tick() {
        if (System.nanoTime() - last >= screen.interval().toNanos()) {
            now();
        }
    }

    public void now() {
        last = System.nanoTime();
        screen.status(progress.get());
    }
}
