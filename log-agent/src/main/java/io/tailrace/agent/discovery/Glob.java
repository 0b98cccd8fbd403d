package io.tailrace.agent.discovery;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path pattern. Within a name: {@code *}, {@code ?}, {@code [abc]}, {@code {a,b}}, {@code \} before a special
 * character. {@code **} as a whole name stands for any number of directories, none included. A pattern without a slash
 * is for the file's name alone.
 */
public final class Glob {

    private static final FileSystem FILES = FileSystems.getDefault();
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]{}\\\\]");

    private final String pattern;
    private final boolean nameOnly;
    private final List<Segment> segments;

    private Glob(String pattern, boolean nameOnly, List<Segment> segments) {
        this.pattern = pattern;
        this.nameOnly = nameOnly;
        this.segments = segments;
    }

    /** One name of the pattern; {@code matcher} is null for {@code **}. */
    record Segment(String text, boolean anyDepth, boolean literal, PathMatcher matcher) {

        static Segment parse(String text) {
            return new Segment(
                    text, text.equals("**"), !SPECIAL.matcher(text).find(), FILES.getPathMatcher("glob:" + text));
        }

        boolean matches(Path name) {
            return literal ? name.toString().equals(text) : matcher.matches(name);
        }
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when the pattern can't match any file, with the reason
     */
    public static Glob parse(String pattern) {
        boolean nameOnly = pattern.indexOf('/') < 0;
        if (!nameOnly && !pattern.startsWith("/")) {
            throw new IllegalArgumentException("begins neither with / nor is it a file's name alone");
        }
        if (pattern.isEmpty() || pattern.endsWith("/")) {
            throw new IllegalArgumentException("names no file");
        }
        List<Segment> segments = new ArrayList<>();
        for (String text : (nameOnly ? pattern : pattern.substring(1)).split("/", -1)) {
            if (text.isEmpty() || text.equals(".") || text.equals("..")) {
                throw new IllegalArgumentException("has an empty, . or .. name in it");
            }
            if (text.contains("**") && !text.equals("**")) {
                throw new IllegalArgumentException("has ** beside other characters; as a directory of its own it"
                        + " stands for any number of directories");
            }
            Segment segment = segment(text);
            // ** after ** says nothing new.
            if (!segment.anyDepth() || segments.isEmpty() || !last(segments).anyDepth()) {
                segments.add(segment);
            }
        }
        if (last(segments).anyDepth()) {
            segments.add(Segment.parse("*"));
        }
        return new Glob(pattern, nameOnly, List.copyOf(segments));
    }

    private static Segment segment(String text) {
        try {
            Segment segment = Segment.parse(text);
            if (segment.literal()) {
                Path unused = Path.of(text);
            }
            return segment;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is not a glob: " + e.getDescription() + " in \"" + text + "\"", e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "names what can't be a file: " + e.getReason() + " (other letters than ASCII need LC_ALL=C.UTF-8)",
                    e);
        }
    }

    private static Segment last(List<Segment> segments) {
        return segments.get(segments.size() - 1);
    }

    /** Whether the pattern is for the file's name alone, wherever the file is. */
    public boolean isNameOnly() {
        return nameOnly;
    }

    boolean matches(Path path) {
        if (nameOnly) {
            Path name = path.getFileName();
            return name != null && segments.get(0).matches(name);
        }
        return matches(path, 0, 0);
    }

    private boolean matches(Path path, int name, int segment) {
        if (segment == segments.size()) {
            return name == path.getNameCount();
        }
        if (segments.get(segment).anyDepth()) {
            return matches(path, name, segment + 1) || (name < path.getNameCount() && matches(path, name + 1, segment));
        }
        return name < path.getNameCount()
                && segments.get(segment).matches(path.getName(name))
                && matches(path, name + 1, segment + 1);
    }

    /** The deepest directory on the way to its matches that is there, for telling why there are none. */
    public Path nearestDirectory() {
        Path directory = Path.of("/");
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            Path next = directory.resolve(segment.text());
            if (!segment.literal() || !Files.isDirectory(next)) {
                break;
            }
            directory = next;
        }
        return directory;
    }

    List<Segment> segments() {
        return segments;
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return pattern;
    }
}
