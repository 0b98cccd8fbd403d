package io.tailrace.suite.fault;

import io.tailrace.suite.fault.Fault.Cut;
import io.tailrace.suite.fault.Fault.HalfOpen;
import io.tailrace.suite.fault.Fault.OfLine;
import io.tailrace.suite.fault.Fault.Slow;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.proxy.Line;
import java.util.EnumMap;
import java.util.Map;

/** Cuts, slows and half-opens lines, and mends them. A line has one fault at a time: the next replaces the last. */
final class LineFaults {

    private final Scene scene;
    private final Agenda agenda;
    private final Timeline timeline;
    private final Map<Service, OfLine> present = new EnumMap<>(Service.class);

    LineFaults(Scene scene, Agenda agenda, Timeline timeline) {
        this.scene = scene;
        this.agenda = agenda;
        this.timeline = timeline;
    }

    void begin(OfLine fault) {
        Service client = fault.client();
        Line line = scene.line(client);
        if (present.remove(client) != null) {
            line.mend();
        }
        if (fault instanceof Cut && fault.time().isZero()) {
            line.cut();
            return;
        }
        present.put(client, fault);
        if (fault instanceof Cut) {
            line.sever();
        } else if (fault instanceof Slow slow) {
            line.slowTo(slow.bytesPerSecond());
        } else if (fault instanceof HalfOpen halfOpen) {
            halfOpen.directions().forEach(halfOpen.swallowed() ? line::swallow : line::hold);
        }
        agenda.in(fault.time(), () -> end(fault));
    }

    private void end(OfLine fault) {
        // Not one that is like it: two plans may draw the same.
        if (present.get(fault.client()) == fault) {
            present.remove(fault.client());
            scene.line(fault.client()).mend();
            timeline.note("  line of " + fault.client() + " is mended");
        }
    }

    /** Whether a line is as it should be. */
    boolean isMended(Service client) {
        return !present.containsKey(client);
    }
}
