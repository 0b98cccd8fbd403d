package io.tailrace.suite.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How an executable jar is started.
 *
 * @param launcher the program that becomes the virtual machine, with its arguments; mostly none
 * @param java the virtual machine
 * @param options its options
 * @param jar what it runs
 */
public record Launch(List<String> launcher, String java, List<String> options, Path jar) {

    // Quick to start and small, as a demo on a laptop wants it: one compiler, one collector thread.
    private static final List<String> SMALL =
            List.of("-Xmx96m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    public Launch {
        launcher = List.copyOf(launcher);
        options = List.copyOf(options);
    }

    /** A service on the virtual machine that this process runs on, small and quick to start. */
    public static Launch small(Service service) {
        return of(SMALL, service.jar());
    }

    /** A jar on the virtual machine that this process runs on. */
    public static Launch of(List<String> options, Path jar) {
        return new Launch(List.of(), ProcessHandle.current().info().command().orElse("java"), options, jar);
    }

    /** The same by way of another program. */
    public Launch by(List<String> other) {
        return new Launch(other, java, options, jar);
    }

    /** The same with more options. */
    public Launch with(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new Launch(launcher, java, all, jar);
    }

    /**
     * The command line, up to the jar.
     *
     * @param option one more
     * @throws IllegalStateException when the jar is missing
     */
    public List<String> command(String option) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with mvn package");
        }
        List<String> command = new ArrayList<>(launcher);
        command.add(java);
        command.addAll(options);
        command.addAll(List.of(option, "-jar", jar.toString()));
        return command;
    }
}
