package io.tailrace.agent.shipping;

import io.tailrace.agent.source.Source;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** When which source is to be looked at again though nothing happened. Only the shipping thread touches it. */
final class Alarms {

    private record Alarm(long at, Source source) {}

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));

    void set(long at, Source source) {
        alarms.add(new Alarm(at, source));
    }

    void ring(long now, Consumer<Source> wake) {
        while (!alarms.isEmpty() && alarms.element().at() - now <= 0) {
            wake.accept(alarms.remove().source());
        }
    }

    /** Nanoseconds until the next one, {@code atMost} where that is further away. */
    long next(long now, long atMost) {
        return alarms.isEmpty() ? atMost : Math.min(atMost, alarms.element().at() - now);
    }
}
