package io.tailrace.suite.demo;

import io.tailrace.suite.command.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code bin/try} was asked for.
 *
 * @param files absolute paths of readable files, at least one
 * @param once whether to end when all that they hold has been archived
 */
record TryOptions(List<Path> files, boolean once) {

    TryOptions {
        files = List.copyOf(files);
    }

    /**
     * Reads the command line.
     *
     * @throws UsageException when it says something else than {@code bin/try --help}, or names what is no readable file
     */
    static TryOptions parse(List<String> arguments) {
        boolean once = false;
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--once")) {
                once = true;
            } else if (argument.startsWith("-")) {
                throw new UsageException("unknown option " + argument + ": see bin/try --help");
            } else {
                files.add(readable(Path.of(argument).toAbsolutePath().normalize()));
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("name at least one file: see bin/try --help");
        }
        return new TryOptions(files, once);
    }

    private static Path readable(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException(file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + " is not a file that can be followed");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException(file + " can't be read by this user");
        }
        return file;
    }
}
