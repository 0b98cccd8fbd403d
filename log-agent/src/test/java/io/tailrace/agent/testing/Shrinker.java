package io.tailrace.agent.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a list smaller that shows something, by leaving out ever smaller parts of it, and then by making what is left simpler: what
 * remains shows it no more without any one of its elements.
 *
 * @param <T> what is in the list
 */
public final class Shrinker<T> {

    private final Predicate<List<T>> shows;
    private final Function<T, List<T>> simpler;

    /**
     * @param shows whether a list still shows it; has to answer the same each time
     * @param simpler what an element may be replaced by, the simplest first
     */
    public Shrinker(Predicate<List<T>> shows, Function<T, List<T>> simpler) {
        this.shows = shows;
        this.simpler = simpler;
    }

    /** The smallest that is found. */
    public List<T> shrink(List<T> list) {
        List<T> smallest = list;
        while (true) {
            List<T> smaller = simplify(leaveOut(smallest));
            if (smaller.equals(smallest)) {
                return smallest;
            }
            smallest = smaller;
        }
    }

    private List<T> leaveOut(List<T> list) {
        List<T> smallest = list;
        for (int part = Math.max(1, list.size() / 2); part >= 1; part /= 2) {
            int from = 0;
            while (from < smallest.size()) {
                List<T> less = new ArrayList<>(smallest);
                less.subList(from, Math.min(from + part, less.size())).clear();
                if (shows.test(less)) {
                    smallest = less;
                } else {
                    from += part;
                }
            }
        }
        return smallest;
    }

    private List<T> simplify(List<T> list) {
        List<T> simplest = new ArrayList<>(list);
        for (int at = 0; at < simplest.size(); at++) {
            for (T other : simpler.apply(simplest.get(at))) {
                List<T> changed = new ArrayList<>(simplest);
                changed.set(at, other);
                if (shows.test(changed)) {
                    simplest = changed;
                    break;
                }
            }
        }
        return simplest;
    }
}
