package io.tailrace.agent.copies;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.protocol.SourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for copies on a thread of its own, {@code agent-copies}, so that no search holds up the shipping. It keeps nothing: what
 * is to be known is handed to it, and what was found is handed back on the shipping thread.
 */
public final class CopySearch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CopySearch.class);

    private final Executor worker;
    private final Executor shipping;
    private final Runnable stop;

    private CopySearch(Executor worker, Executor shipping, Runnable stop) {
        this.worker = worker;
        this.shipping = shipping;
        this.stop = stop;
    }

    /**
     * One that answers on the shipping thread.
     *
     * @param shipping runs tasks on it
     */
    public static CopySearch on(Executor shipping) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "agent-copies");
            created.setDaemon(true);
            return created;
        });
        return new CopySearch(thread, shipping, thread::shutdownNow);
    }

    /** One that answers before it returns, on the caller's thread. */
    public static CopySearch atOnce() {
        return new CopySearch(Runnable::run, Runnable::run, () -> {});
    }

    /**
     * Looks through a directory for files that hold what was read of some sources.
     *
     * @param followed files that are sources of their own
     * @param answer told what was found, on the shipping thread
     */
    public void search(
            Path directory, List<Wanted> wanted, Set<FileKey> followed, Consumer<Map<SourceId, Found>> answer) {
        worker.execute(() -> {
            Map<SourceId, Found> found = found(directory, wanted, followed);
            shipping.execute(() -> answer.accept(found));
        });
    }

    private static Map<SourceId, Found> found(Path directory, List<Wanted> wanted, Set<FileKey> followed) {
        try {
            return new DirectorySearch(directory, wanted, followed).run();
        } catch (RuntimeException e) {
            log.error("directory={} not searched because of a defect", directory, e);
            return Map.of();
        }
    }

    /** Looks for nothing more. */
    @Override
    public void close() {
        stop.run();
    }
}
