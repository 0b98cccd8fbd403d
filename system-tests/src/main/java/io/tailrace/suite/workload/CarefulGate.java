package io.tailrace.suite.workload;

import io.tailrace.suite.process.Sources.Known;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.Rotation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The gate of a file whose rotated names nobody follows. It can be renamed once its bytes have begun to arrive: then its
 * agent remembers it and looks for it. It can be cut or deleted once nothing of it is needed any more.
 */
final class CarefulGate implements Gate {

    private final Function<Path, Optional<Known>> newestSource;
    private final Arrivals arrivals;
    private final boolean brokerForgets;
    private String lastEnded = "";

    /**
     * @param newestSource what the agent says of the newest source at a path
     * @param brokerForgets whether what the broker has acknowledged may be needed again, as long as it is not archived
     */
    CarefulGate(Function<Path, Optional<Known>> newestSource, Arrivals arrivals, boolean brokerForgets) {
        this.newestSource = newestSource;
        this.arrivals = arrivals;
        this.brokerForgets = brokerForgets;
    }

    @Override
    public boolean isOpen(LogFile file, Rotation rotation) {
        if (rotation == Rotation.RENAME) {
            return arrivals.begun(file.path()) >= file.generations().size();
        }
        return brokerForgets ? arrivals.isComplete(file.current()) : isAcked(file.current());
    }

    private boolean isAcked(Generation generation) {
        Optional<Known> newest = newestSource.apply(generation.path());
        boolean acked = newest.isPresent()
                && !newest.get().id().equals(lastEnded)
                && newest.get().acked() == generation.bytes();
        if (acked) {
            lastEnded = newest.get().id();
        }
        return acked;
    }
}
