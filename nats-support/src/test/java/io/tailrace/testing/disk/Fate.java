package io.tailrace.testing.disk;

import java.io.IOException;

/** Decides what becomes of each step. */
public interface Fate {

    /** Everything works. */
    Fate KIND = new Fate() {};

    /**
     * Before a step.
     *
     * @throws Death when the process ends without it
     * @throws IOException when the disk refuses it
     */
    default void before(Step step) throws IOException {}

    /**
     * After a step.
     *
     * @throws Death when the process ends with it
     */
    default void after(Step step) {}
}
