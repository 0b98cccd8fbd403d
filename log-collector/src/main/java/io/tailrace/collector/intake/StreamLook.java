package io.tailrace.collector.intake;

import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.ledger.PartitionKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One look at the streams: each is asked once, however many partitions it holds. For the control thread. */
final class StreamLook {

    private final Broker broker;
    private final Map<String, StreamFacts> facts = new HashMap<>();

    StreamLook(Broker broker) {
        this.broker = broker;
    }

    StreamFacts facts(PartitionKey partition) throws IOException, NotReadyException {
        StreamFacts known = facts.get(partition.stream());
        if (known != null) {
            return known;
        }
        StreamFacts asked = broker.stream(partition).facts();
        facts.put(partition.stream(), asked);
        return asked;
    }
}
