package io.tailrace.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which machine this is, by machine-id(5): a state directory that was copied to another one is noticed by it. */
final class MachineId {

    static final Path FILE = Path.of("/etc/machine-id");

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private MachineId() {}

    /** Null where the file says nothing, as in most containers. */
    static @Nullable String in(Path file) {
        try {
            String id = Files.readString(file).strip();
            return FORM.matcher(id).matches() ? id : null;
        } catch (IOException e) {
            return null;
        }
    }
}
