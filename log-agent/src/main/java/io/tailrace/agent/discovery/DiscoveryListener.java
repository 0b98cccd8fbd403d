package io.tailrace.agent.discovery;

import java.nio.file.Path;
import java.util.List;

/** The next station. Called on discovery's threads, must return at once. */
public interface DiscoveryListener {

    /** All directories were looked at. The first call ends the start-up. */
    void scanned(List<Listing> directories);

    /** One directory was looked at, because names came or went. */
    void listed(Listing directory);

    /** A file's bytes changed. */
    void modified(Path path);
}
