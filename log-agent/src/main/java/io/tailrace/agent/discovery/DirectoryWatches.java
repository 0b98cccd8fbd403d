package io.tailrace.agent.discovery;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instant word of changes in directories (inotify, through the JDK), on a thread of its own, {@code agent-watch}. It is
 * a help, never relied on: what can't be watched, or overflows, waits for the rescan.
 */
final class DirectoryWatches implements AutoCloseable {

    /** Told on {@code agent-watch}; must return at once. */
    interface Listener {

        void modified(Path path);

        /** A name came or went. */
        void renamed(Path directory, Path name);

        /** Events were lost. */
        void overflowed();
    }

    private static final Logger log = LoggerFactory.getLogger(DirectoryWatches.class);

    private final WatchService watches;
    private final Listener listener;
    private final Map<Path, WatchKey> keys = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "agent-watch");
    private boolean warned;

    DirectoryWatches(Listener listener) throws IOException {
        this.watches = FileSystems.getDefault().newWatchService();
        this.listener = listener;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Watches exactly these from now on.
     *
     * @param holding for names and bytes
     * @param leading for names only
     * @return whether there are some among them that were not watched before
     */
    boolean watch(Set<Path> holding, Set<Path> leading) {
        keys.entrySet().removeIf(watched -> {
            boolean obsolete = !holding.contains(watched.getKey()) && !leading.contains(watched.getKey());
            if (obsolete) {
                watched.getValue().cancel();
            }
            return obsolete || !watched.getValue().isValid();
        });
        boolean more = false;
        for (Path directory : holding) {
            more |= watch(directory, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
        }
        for (Path directory : leading) {
            if (!holding.contains(directory)) {
                more |= watch(directory, ENTRY_CREATE, ENTRY_DELETE);
            }
        }
        return more;
    }

    /** Registering again is how a directory that was removed and made anew comes to be watched. */
    private boolean watch(Path directory, WatchEvent.Kind<?>... events) {
        try {
            WatchKey key = directory.register(watches, events);
            WatchKey former = keys.put(directory, key);
            if (former != null && former != key) {
                former.cancel(); // Of a directory that had this name before.
            }
            return former != key;
        } catch (NoSuchFileException | NotDirectoryException e) {
            log.debug("directory={} went away", directory);
        } catch (IOException e) {
            if (!warned) {
                warned = true;
                log.warn(
                        "directory={} can't be watched, changes wait for the rescan: {}"
                                + " (fs.inotify.max_user_watches may be too low; said once)",
                        directory,
                        e.toString());
            }
        }
        return false;
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = watches.take();
                if (key.watchable() instanceof Path directory) {
                    report(directory, key);
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            log.debug("directory watches closed");
        }
    }

    private void report(Path directory, WatchKey key) {
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == OVERFLOW) {
                listener.overflowed();
            } else if (event.context() instanceof Path name) {
                if (event.kind() == ENTRY_MODIFY) {
                    listener.modified(directory.resolve(name));
                } else {
                    listener.renamed(directory, name);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }
}
