package io.tailrace.agent.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers what the outbox says to have arrived. */
final class RecordingSettled implements Outbox.Settled {

    final List<Outgoing> acked = new ArrayList<>();
    Consumer<Resumption> resumed = resumption -> {};
    private Consumer<Outgoing> then = message -> {};

    /** Does this besides. */
    void then(Consumer<Outgoing> what) {
        then = what;
    }

    @Override
    public void acked(Outgoing message) {
        acked.add(message);
        then.accept(message);
    }

    @Override
    public void resumed(Resumption resumption) {
        resumed.accept(resumption);
    }
}
