package io.tailrace.bench.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** The summary of a recording: threads, methods on top of their stacks, methods of ours beneath, and what is allocated where. */
public final class Hotspots {

    private static final int SHOWN = 15;
    private static final String OURS = "io.tailrace.";

    private final Tally threads = new Tally();
    private final Tally top = new Tally();
    private final Tally ours = new Tally();
    private final Tally natives = new Tally();
    private final Tally allocatedClasses = new Tally();
    private final Tally allocating = new Tally();
    private long collections;
    private long pauseNanos;

    private Hotspots() {}

    /**
     * Reads a recording.
     *
     * @param since what was before that does not count: the start of a program would hide all else
     */
    public static Hotspots of(Path recording, Instant since) throws IOException {
        Hotspots hotspots = new Hotspots();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (!event.getStartTime().isBefore(since)) {
                    hotspots.add(event);
                }
            }
        }
        return hotspots;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> sample(event);
            case "jdk.NativeMethodSample" -> natives.add(method(event.getStackTrace()), 1);
            case "jdk.ObjectAllocationSample" -> allocation(event);
            case "jdk.GarbageCollection" -> {
                collections++;
                pauseNanos += event.getDuration("sumOfPauses").toNanos();
            }
            default -> {
                // Nothing that is summed up here.
            }
        }
    }

    private void sample(RecordedEvent event) {
        @Nullable RecordedThread thread = event.getThread("sampledThread");
        threads.add(thread == null ? "?" : String.valueOf(thread.getJavaName()), 1);
        top.add(method(event.getStackTrace()), 1);
        ours.add(methodOfOurs(event.getStackTrace()), 1);
    }

    private void allocation(RecordedEvent event) {
        long weight = event.getLong("weight");
        @Nullable RecordedClass type = event.getClass("objectClass");
        allocatedClasses.add(type == null ? "?" : readable(type.getName()), weight);
        allocating.add(method(event.getStackTrace()) + " < " + methodOfOurs(event.getStackTrace()), weight);
    }

    private static String method(@Nullable RecordedStackTrace stack) {
        return stack == null || stack.getFrames().isEmpty()
                ? "?"
                : name(stack.getFrames().get(0));
    }

    /** The uppermost frame that is ours: who wanted it done. */
    private static String methodOfOurs(@Nullable RecordedStackTrace stack) {
        if (stack != null) {
            for (RecordedFrame frame : stack.getFrames()) {
                if (frame.getMethod().getType().getName().startsWith(OURS)) {
                    return name(frame);
                }
            }
        }
        return "(none of ours)";
    }

    private static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return method.getType().getName() + "." + method.getName();
    }

    private static String readable(String type) {
        return switch (type) {
            case "[B" -> "byte[]";
            case "[C" -> "char[]";
            case "[I" -> "int[]";
            case "[J" -> "long[]";
            default -> type;
        };
    }

    /** Prints all of it. */
    public void print(PrintStream out) {
        print(out, "samples of running Java code, by thread", threads);
        print(out, "on top of the stack", top);
        print(out, "uppermost method of ours", ours);
        print(out, "in native code, waiting included", natives);
        print(out, "allocated, by class", allocatedClasses);
        print(out, "allocated, by method < uppermost method of ours", allocating);
        out.printf(Locale.ROOT, "%ncollections: %d, pauses %.1f ms in all%n", collections, pauseNanos / 1e6);
    }

    private static void print(PrintStream out, String title, Tally tally) {
        out.printf(Locale.ROOT, "%n%s (%,d)%n", title, tally.total());
        List<String> lines = tally.top(SHOWN);
        lines.forEach(line -> out.println("  " + line));
    }
}
