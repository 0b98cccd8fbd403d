package io.tailrace.testing.disk;

/** The process ends here, as by {@code kill -9} or a power failure. An error, so that nobody goes on after it by mistake. */
public final class Death extends Error {

    private static final long serialVersionUID = 1L;

    public Death(Step step) {
        super("died " + step, null, false, false);
    }
}
