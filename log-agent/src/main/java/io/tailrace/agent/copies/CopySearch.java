package io.tailrace.agent.copies;

import io.tailrace.agent.content.CompressedContent;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for copies on threads of its own, {@code agent-copies}, and {@code agent-decompress} for what takes long, so that no search
 * holds up the shipping. It keeps nothing: what is to be known is handed to it, and what was found is handed back on the
 * shipping thread.
 */
public final class CopySearch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CopySearch.class);

    private final Executor searching;
    private final Executor decompressing;
    private final Executor shipping;
    private final Runnable stop;
    private final int lookBack;

    private CopySearch(Executor searching, Executor decompressing, Executor shipping, Runnable stop, int lookBack) {
        this.searching = searching;
        this.decompressing = decompressing;
        this.shipping = shipping;
        this.stop = stop;
        this.lookBack = lookBack;
    }

    /**
     * One that answers on the shipping thread.
     *
     * @param shipping runs tasks on it
     * @param lookBack how many bytes the reader of what is found may go back, at most
     */
    public static CopySearch on(Executor shipping, int lookBack) {
        return on(thread("agent-copies"), thread("agent-decompress"), shipping, lookBack);
    }

    /**
     * One that has its threads from elsewhere, and ends them with itself.
     *
     * @param searching for what is soon done
     * @param decompressing for what takes long
     */
    public static CopySearch on(
            ExecutorService searching, ExecutorService decompressing, Executor shipping, int lookBack) {
        Runnable stop = () -> {
            searching.shutdownNow();
            decompressing.shutdownNow();
        };
        return new CopySearch(searching, decompressing, shipping, stop, lookBack);
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
    }

    /** One that answers before it returns, on the caller's thread. */
    public static CopySearch atOnce() {
        return new CopySearch(Runnable::run, Runnable::run, Runnable::run, () -> {}, 0);
    }

    /**
     * Looks through a directory for files that hold what was read of some sources.
     *
     * @param others files that are something else
     * @param answer told what was found
     */
    public void search(
            Path directory, List<Wanted> wanted, Set<FileKey> others, Consumer<Map<SourceId, Found>> answer) {
        ask(searching, () -> new DirectorySearch(directory, wanted, others).run(), Map.of(), answer);
    }

    /**
     * Looks through a directory for compressed files that hold what was read of some sources.
     *
     * @param others files that are something else
     * @param answer told what was found
     */
    public void searchCompressed(
            Path directory, List<Wanted> wanted, Set<FileKey> others, Consumer<Map<SourceId, Found>> answer) {
        ask(decompressing, () -> new CompressedSearch(directory, wanted, others, lookBack).run(), Map.of(), answer);
    }

    /**
     * Tells whose bytes a compressed file holds.
     *
     * @param wanted who is asked for
     * @param file stays open, and is not read by anybody else until the answer is there
     */
    public void examine(
            Sighting sighting,
            Content file,
            Compression compression,
            List<Wanted> wanted,
            Consumer<Examination> answer) {
        ask(
                decompressing,
                () -> new CompressedFile(new FileLook(sighting), file, compression, wanted).examine(),
                Examination.nobodys(),
                answer);
    }

    /**
     * Goes to a place in a compressed file, that it can be read from there.
     *
     * @param content is not touched by anybody else until the answer is there
     * @param answer told whether that was possible
     */
    public void goTo(CompressedContent content, long offset, Consumer<Boolean> answer) {
        ask(decompressing, () -> isThere(content, offset), false, answer);
    }

    private static boolean isThere(CompressedContent content, long offset) {
        try {
            return offset >= content.size() || content.read(ByteBuffer.allocate(1), offset) == 1;
        } catch (IOException e) {
            log.debug("not decompressed: {}", e.toString());
            return false;
        }
    }

    /**
     * Tells whether a compressed file has some bytes.
     *
     * @param content is not touched by anybody else until the answer is there
     */
    public void check(CompressedContent content, List<Probe> probes, Consumer<Boolean> answer) {
        ask(decompressing, () -> hasAll(content, probes), false, answer);
    }

    private static boolean hasAll(CompressedContent content, List<Probe> probes) {
        try {
            for (Probe probe : probes) {
                if (!probe.isIn(content)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            log.debug("not decompressed: {}", e.toString());
            return false;
        }
    }

    private <T> void ask(Executor worker, Supplier<T> question, T otherwise, Consumer<T> answer) {
        worker.execute(() -> {
            T found = otherwise;
            try {
                found = question.get();
            } catch (RuntimeException e) {
                log.error("files were not compared because of a defect", e);
            }
            T result = found;
            shipping.execute(() -> answer.accept(result));
        });
    }

    /** Looks for nothing more. */
    @Override
    public void close() {
        stop.run();
    }
}
