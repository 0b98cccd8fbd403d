package io.tailrace.agent.testing;

import java.util.Random;

/** Randomness that can be had again: a test prints its seed and takes the one given by {@code -Dtailrace.seed=}. */
public final class Seed {

    private final long value;

    private Seed(long value) {
        this.value = value;
    }

    public static Seed of(Object test) {
        return of(test, System.nanoTime());
    }

    /** The same each time, unless another one is given. */
    public static Seed of(Object test, long otherwise) {
        Seed seed = new Seed(Long.getLong("tailrace.seed", otherwise));
        System.out.println(test.getClass().getSimpleName() + ": " + seed);
        return seed;
    }

    /** The randomness of one case; case 0 of a given seed is the case that it was printed for. */
    public Seed ofCase(int number) {
        return new Seed(value + number * 0x9e3779b97f4a7c15L);
    }

    public Random random() {
        return new Random(value);
    }

    /** What a failure must say to be repeated. */
    @Override
    public String toString() {
        return "-Dtailrace.seed=" + value;
    }
}
