package io.tailrace.testing.disk;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a disk after a crash, besides what was made durable, all of which is.
 *
 * @param everything whether all is left, as after a kill
 * @param random what else is left by chance, as after a power failure: null for nothing at all
 */
public record Survival(boolean everything, @Nullable Random random) {

    /** A power failure that takes all that it may. */
    public static final Survival ONLY_DURABLE = new Survival(false, null);

    /** A kill: the kernel has it all. */
    public static final Survival EVERYTHING = new Survival(true, null);

    /** A power failure that takes some of it: any pages, and the last of each directory's changes. */
    public static Survival someOf(Random random) {
        return new Survival(false, random);
    }

    @Override
    public String toString() {
        if (everything) {
            return "everything";
        }
        return random == null ? "what is durable" : "some";
    }
}
