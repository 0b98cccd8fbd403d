package io.tailrace.agent.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the inputs' files and says what becomes of them, on a thread of its own, {@code agent-discovery}: all
 * directories at start and every {@code rescanInterval}, one directory as soon as a watch says that names changed.
 */
public final class Discovery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    // Directories that come faster than they can be walked are found by the rescan.
    private static final int MAX_WALKS = 16;

    private final Scanner scanner;
    private final DiscoveryListener listener;
    private final Duration rescanInterval;
    private final DirectoryWatches watches;
    private final Thread thread = new Thread(this::run, "agent-discovery");

    // Guarded by this: the watches' thread adds, the discovery thread takes.
    private final Set<Path> renamed = new LinkedHashSet<>();
    private boolean scanDue = true;
    private boolean closed;

    // The discovery thread's, read by the watches' thread.
    private volatile Directories directories = new Directories();

    /**
     * @param inputs in the order of their precedence
     * @param rescanInterval how often everything is looked at, whatever the watches say
     * @throws UncheckedIOException when the system has no directory watches left ({@code fs.inotify.max_user_instances})
     */
    public Discovery(List<Input> inputs, Duration rescanInterval, DiscoveryListener listener) {
        this.scanner = new Scanner(inputs);
        this.rescanInterval = rescanInterval;
        this.listener = listener;
        try {
            this.watches = new DirectoryWatches(new WatchListener());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no directory watch could be had; fs.inotify.max_user_instances may be too low", e);
        }
        thread.setDaemon(true);
    }

    public void start() {
        watches.start();
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                long begin = System.nanoTime();
                if (takeScanDue()) {
                    scan();
                }
                for (Path directory : takeRenamed()) {
                    listener.listed(scanner.list(directory));
                }
                // However fast names come and go, and however many there are, looking takes a fifth of the time at
                // most.
                long end = System.nanoTime();
                pause(4 * (end - begin));
                awaitChange(end + rescanInterval.toNanos());
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            log.debug("discovery closed");
        }
    }

    /**
     * Registers before it looks, so that nothing that happens in between is missed: a directory that was just found is
     * looked at for others once more when it is watched.
     */
    private void scan() {
        Directories found;
        int walks = 0;
        do {
            found = scanner.directories();
            directories = found;
            walks++;
        } while (watches.watch(found.holding(), found.leading()) && walks < MAX_WALKS);
        List<Listing> listings = new ArrayList<>();
        found.holding().forEach(directory -> listings.add(scanner.list(directory)));
        listener.scanned(listings);
    }

    private synchronized boolean takeScanDue() {
        boolean due = scanDue;
        scanDue = false;
        return due;
    }

    private synchronized Set<Path> takeRenamed() {
        Set<Path> taken = new LinkedHashSet<>(renamed);
        renamed.clear();
        return taken;
    }

    private synchronized void pause(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized void awaitChange(long rescanAt) throws InterruptedException {
        while (renamed.isEmpty() && !scanDue && !closed) {
            long left = rescanAt - System.nanoTime();
            if (left <= 0) {
                scanDue = true;
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
        if (closed) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        watches.close();
    }

    private final class WatchListener implements DirectoryWatches.Listener {

        @Override
        public void modified(Path path) {
            listener.modified(path);
        }

        @Override
        public void renamed(Path directory, Path name) {
            synchronized (Discovery.this) {
                scanDue |= directories.leads(directory, name);
                if (directories.holding().contains(directory)) {
                    renamed.add(directory);
                }
                Discovery.this.notifyAll();
            }
        }

        @Override
        public void overflowed() {
            synchronized (Discovery.this) {
                scanDue = true;
                Discovery.this.notifyAll();
            }
        }
    }
}
