package io.tailrace.agent.shipping;

import io.tailrace.agent.testing.Seed;
import io.tailrace.agent.testing.Shrinker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories of files, of the agent and of the stream: whatever happens, each source in the stream is the beginning
 * of one generation of a file, and all of every generation is there that an agent could have read.
 *
 * <p>{@code -Dtailrace.cases=} says how many, {@code -Dtailrace.seed=} which, the same ones otherwise; a history that fails is made smaller and printed,
 * and {@code -Dtailrace.sequence=} runs that one alone.
 */
class ShippingModelTests {

    private static final int CASES = Integer.getInteger("tailrace.cases", 3_000);

    private static final long SEED = 1;

    private CaseRunner cases;

    @BeforeEach
    void createDirectories() throws IOException {
        cases = new CaseRunner();
    }

    @AfterEach
    void deleteDirectories() throws IOException {
        cases.close();
    }

    @Test
    void whatArrivesIsWhatTheFilesHeld() throws IOException {
        String sequence = System.getProperty("tailrace.sequence", "");
        if (!sequence.isEmpty()) {
            check(Operation.parse(sequence), "-Dtailrace.sequence");
            return;
        }
        Seed seeds = Seed.of(this, SEED);
        for (int number = 0; number < CASES; number++) {
            Seed seed = seeds.ofCase(number);
            check(Operation.history(seed.random()), seed.toString());
        }
    }

    /** A history that fails is made smaller before it is told of. */
    private void check(List<Operation> history, String from) throws IOException {
        if (cases.failure(history) == null) {
            return;
        }
        List<Operation> smallest = new Shrinker<>(this::fails, Operation::simpler).shrink(history);
        throw new AssertionError("%s fails: %s%nThe smallest that does: -Dtailrace.sequence=\"%s\"%n%s"
                .formatted(from, Operation.text(history), Operation.text(smallest), cases.failure(smallest)));
    }

    private boolean fails(List<Operation> history) {
        try {
            return cases.failure(history) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
