package io.tailrace.agent.discovery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at directories and says which files in them the inputs match. Where two inputs match, the first has the file. */
final class Scanner {

    private static final Logger log = LoggerFactory.getLogger(Scanner.class);

    private final List<Input> inputs;

    Scanner(List<Input> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    /** The directories to look at and to watch, as they are now. */
    Directories directories() {
        Directories directories = new Directories();
        inputs.forEach(input -> input.paths().forEach(directories::add));
        return directories;
    }

    /** Looks at one directory. One that is gone or can't be read holds nothing. */
    Listing list(Path directory) {
        List<Sighting> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Input input = inputOf(entry);
                Sighting sighting = input == null ? null : look(entry, input);
                if (sighting != null) {
                    files.add(sighting);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("directory={} not listed: {}", directory, e.toString());
        }
        return new Listing(directory, files);
    }

    private @Nullable Input inputOf(Path path) {
        for (Input input : inputs) {
            if (input.matches(path)) {
                return input;
            }
        }
        return null;
    }

    private static @Nullable Sighting look(Path path, Input input) {
        try {
            return Sighting.of(path, input);
        } catch (IOException e) {
            // Renamed or removed between the listing and this look: the next event or rescan says what became of it.
            log.debug("path={} not looked at: {}", path, e.toString());
            return null;
        }
    }
}
