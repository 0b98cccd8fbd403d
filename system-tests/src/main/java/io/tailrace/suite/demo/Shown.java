package io.tailrace.suite.demo;

/** Tells the screen how far things are, as often as the screen wants to know. */
final class Shown {

    private final Progress progress;
    private final Screen screen;
    private long last = System.nanoTime();

    Shown(Progress progress, Screen screen) {
        this.progress = progress;
        this.screen = screen;
    }

    /** To be called often. */
    void tick() {
        if (System.nanoTime() - last >= screen.interval().toNanos()) {
            now();
        }
    }

    void now() {
        last = System.nanoTime();
        screen.status(progress.now());
    }
}
