package io.tailrace.agent.shipping;

import io.tailrace.agent.testing.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of files, of the agent and of the stream: whatever happens, each source in the stream is the beginning
 * of one generation of a file, and all of every generation is there that an agent could have read.
 */
class ShippingModelTests {

    private static final int CASES = Integer.getInteger("tailrace.cases", 200);

    @TempDir
    private Path directory;

    @Test
    void whatArrivesIsWhatTheFilesHeld() throws Exception {
        Seed seeds = Seed.of(this);
        for (int number = 0; number < CASES; number++) {
            ShippingCase one = new ShippingCase(seeds.ofCase(number), directory.resolve("case-" + number));
            try {
                one.run();
            } finally {
                one.end();
            }
        }
    }
}
