package io.tailrace.admin.usage;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.Reclaim;
import io.tailrace.admin.declaration.StreamDeclaration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks how full streams are, and makes room where that is declared. Not for use by several threads. */
public final class UsageReader {

    private static final Logger log = LoggerFactory.getLogger(UsageReader.class);

    private final StreamApi api;
    private final List<StreamDeclaration> streams;

    /** Why there was no room made, by stream and without its figures, so that it is said once. */
    private final Map<String, String> saidByStream = new HashMap<>();

    /**
     * @param api the broker
     * @param streams the declared ones
     */
    public UsageReader(StreamApi api, List<StreamDeclaration> streams) {
        this.api = api;
        this.streams = List.copyOf(streams);
    }

    /** By name, of those streams that are there and answer. */
    public Map<String, StreamUsage> read() throws InterruptedException {
        Map<String, StreamUsage> usages = new LinkedHashMap<>();
        for (StreamDeclaration declaration : streams) {
            try {
                List<ConsumerInfo> consumers = api.consumers(declaration.name());
                StreamInfo stream = api.find(declaration.name());
                if (stream != null) {
                    String reclaimed = reclaim(declaration, stream, consumers);
                    usages.put(declaration.name(), StreamUsage.of(stream, consumers, reclaimed));
                }
            } catch (BrokerException notTold) {
                log.debug("stream={} usage is not known: {}", declaration.name(), notTold.getMessage());
            }
        }
        return usages;
    }

    private @Nullable String reclaim(StreamDeclaration declaration, StreamInfo stream, List<ConsumerInfo> consumers)
            throws InterruptedException {
        Reclaim reclaim = declaration.reclaim();
        if (reclaim == null) {
            return null;
        }
        String done;
        try {
            done = new Reclaimer(api).reclaim(declaration, reclaim, stream, consumers);
        } catch (BrokerException refused) {
            done = Reclaimer.NOT_DONE + refused.getMessage();
        }
        String reason = done.startsWith(Reclaimer.NOT_DONE) ? done.replaceAll("\\d+", "") : "";
        if (!reason.equals(saidByStream.put(declaration.name(), reason)) && !reason.isEmpty()) {
            log.warn("stream={} is nearly full, reclaim {}", declaration.name(), done);
        }
        return done;
    }
}
