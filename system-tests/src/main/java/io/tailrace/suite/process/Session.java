package io.tailrace.suite.process;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * A suite of a command's own in a directory of its own. Whatever ends the command, Ctrl-C included, ends what it started,
 * once; the directory is deleted unless it is to stay.
 */
public final class Session implements AutoCloseable {

    private final SuiteDirectory directory;
    private final Suite suite;
    private final Thread hook = new Thread(this::close, "shutdown");
    private final Deque<Closeable> users = new ArrayDeque<>();
    private boolean directoryStays;
    private boolean closed;

    /**
     * Takes a suite; starts nothing yet.
     *
     * @param suite not started
     */
    public Session(Suite suite) {
        this.directory = suite.directory();
        this.suite = suite;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A session in a temporary directory. */
    public static Session temporary(String name, Function<SuiteDirectory, SuiteSettings> settings) throws IOException {
        SuiteDirectory directory = SuiteDirectory.create("tailrace-" + name + "-");
        return new Session(new Suite(directory, settings.apply(directory)));
    }

    public SuiteDirectory directory() {
        return directory;
    }

    public Suite suite() {
        return suite;
    }

    /**
     * Whether somebody has closed it, another thread perhaps: then the process is about to end, and nothing that went
     * wrong since says anything.
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** The directory is left behind. */
    public synchronized void keepDirectory() {
        directoryStays = true;
    }

    /** Has something closed before the suite is, the last one first: whoever uses its processes. */
    public synchronized void closeFirst(Closeable user) throws IOException {
        if (closed) {
            user.close();
        } else {
            users.push(user);
        }
    }

    @Override
    public void close() {
        end();
        if (!Thread.currentThread().equals(hook)) {
            forgetHook();
        }
    }

    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        users.forEach(Session::close);
        suite.close();
        if (!directoryStays) {
            close(directory::delete);
        }
    }

    /** Whatever goes wrong, the rest has to be closed too. */
    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            System.err.println("not everything could be cleaned up: " + e);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs now, and finds nothing to do.
            return;
        }
    }
}
