package io.tailrace.admin.usage;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.Reclaim;
import io.tailrace.admin.declaration.StreamDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how full streams are, and makes room where that is declared.
 *
 * @param api the broker
 * @param streams the declared ones
 */
public record UsageReader(StreamApi api, List<StreamDeclaration> streams) {

    private static final Logger log = LoggerFactory.getLogger(UsageReader.class);

    /** By name, of those streams that are there and answer. */
    public Map<String, StreamUsage> read() throws InterruptedException {
        Map<String, StreamUsage> usages = new LinkedHashMap<>();
        for (StreamDeclaration declaration : streams) {
            try {
                List<ConsumerInfo> consumers = api.consumers(declaration.name());
                StreamInfo stream = api.find(declaration.name());
                if (stream != null) {
                    Reclaim reclaim = declaration.reclaim();
                    String done = reclaim == null
                            ? null
                            : new Reclaimer(api).reclaim(declaration, reclaim, stream, consumers);
                    usages.put(declaration.name(), StreamUsage.of(stream, consumers, done));
                }
            } catch (BrokerException notTold) {
                log.debug("stream={} usage is not known: {}", declaration.name(), notTold.getMessage());
            }
        }
        return usages;
    }
}
