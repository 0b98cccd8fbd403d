package io.tailrace.suite.demo;

import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.process.SuiteSettings;
import java.io.IOException;
import java.util.function.Function;

/**
 * A suite of a command's own in a temporary directory. Whatever ends the command, Ctrl-C included, ends what it
 * started, once; the directory is deleted unless it is to stay.
 */
final class Session implements AutoCloseable {

    private final SuiteDirectory directory;
    private final Suite suite;
    private boolean directoryStays;
    private boolean closed;

    /** Starts nothing yet. */
    Session(String name, Function<SuiteDirectory, SuiteSettings> settings) throws IOException {
        this.directory = SuiteDirectory.create("tailrace-" + name + "-");
        this.suite = new Suite(directory, settings.apply(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    SuiteDirectory directory() {
        return directory;
    }

    Suite suite() {
        return suite;
    }

    /** The directory is left behind. */
    synchronized void keepDirectory() {
        directoryStays = true;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        suite.close();
        if (!directoryStays) {
            try {
                directory.delete();
            } catch (IOException e) {
                System.err.println("could not delete " + directory.root() + ": " + e);
            }
        }
    }
}
