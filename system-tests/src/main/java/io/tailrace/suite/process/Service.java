package io.tailrace.suite.process;

import java.nio.file.Path;

/** One of the three services. */
public enum Service {
    AGENT("log-agent"),
    COLLECTOR("log-collector"),
    ADMIN("stream-admin");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** The executable jar, as the build leaves it. */
    public Path jar() {
        return Home.directory().resolve(module).resolve("target").resolve(module + ".jar");
    }

    @Override
    public String toString() {
        return module;
    }
}
