package io.tailrace.collector.report;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a host is doing.
 *
 * @param host unescaped
 * @param partition that it is in
 * @param state the worst state of its sources
 * @param silent whether its agent has not been heard of for a quarter of an hour: what is said of it is as of then
 * @param agent what its agent says of itself, null when it says nothing
 * @param sources how many it has, by state
 * @param bytes sums over its sources
 */
public record HostReport(
        String host,
        int partition,
        String state,
        boolean silent,
        @Nullable Agent agent,
        Map<String, Integer> sources,
        Bytes bytes) {

    /**
     * What an agent says of itself.
     *
     * @param heardAt when it last wrote its inventory, by the server's clock
     * @param version of the agent
     * @param instance random id of its run
     * @param otherInstance another agent that publishes under the host's name, null if none was seen
     * @param otherPartitions the number of partitions that it counts with, if that is not the collector's; else null
     * @param forgottenSources sealed sources that it had to leave out of its inventory
     * @param forgottenBytes their lengths' sum
     */
    public record Agent(
            Instant heardAt,
            String version,
            String instance,
            @Nullable String otherInstance,
            @Nullable Integer otherPartitions,
            long forgottenSources,
            long forgottenBytes) {}
}
