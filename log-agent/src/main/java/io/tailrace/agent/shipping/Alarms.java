package io.tailrace.agent.shipping;

import io.tailrace.agent.source.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * When which source is to be looked at again though nothing happened: one alarm a source, the one that was set last. Only
 * the shipping thread touches it.
 */
final class Alarms {

    /**
     * @param number tells alarms of the same time apart
     */
    private record Alarm(long at, long number, Source source) implements Comparable<Alarm> {

        @Override
        public int compareTo(Alarm other) {
            // The difference, since a nanosecond clock may run over.
            return at == other.at ? Long.compare(number, other.number) : Long.signum(at - other.at);
        }
    }

    private final TreeSet<Alarm> alarms = new TreeSet<>();
    private final Map<Source, Alarm> bySource = new HashMap<>();
    private long numbers;

    /**
     * @param at in {@link System#nanoTime()}
     */
    void set(long at, Source source) {
        cancel(source);
        Alarm alarm = new Alarm(at, numbers++, source);
        alarms.add(alarm);
        bySource.put(source, alarm);
    }

    void cancel(Source source) {
        Alarm alarm = bySource.remove(source);
        if (alarm != null) {
            alarms.remove(alarm);
        }
    }

    void ring(long now, Consumer<Source> wake) {
        while (!alarms.isEmpty() && alarms.first().at() - now <= 0) {
            Source source = alarms.first().source();
            cancel(source);
            wake.accept(source);
        }
    }

    /** Nanoseconds until the next one, {@code atMost} where that is further away. */
    long next(long now, long atMost) {
        return alarms.isEmpty() ? atMost : Math.min(atMost, alarms.first().at() - now);
    }
}
