package io.tailrace.nats;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The roles that this service has opened connections for. Thread-safe. */
final class Roles {

    private final Map<String, RoleState> byName = new ConcurrentHashMap<>();
    private final List<Consumer<RoleState>> observers = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    Roles(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        get(ControlConnection.ROLE);
    }

    RoleState get(String role) {
        RoleState known = byName.get(role);
        if (known != null) {
            return known;
        }
        RoleState created = new RoleState(role, nanoTime);
        RoleState raced = byName.putIfAbsent(role, created);
        if (raced != null) {
            return raced;
        }
        observers.forEach(observer -> observer.accept(created));
        return created;
    }

    Collection<RoleState> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Tells of each role, those that there are and those to come. */
    void observe(Consumer<RoleState> observer) {
        observers.add(observer);
        byName.values().forEach(observer);
    }
}
