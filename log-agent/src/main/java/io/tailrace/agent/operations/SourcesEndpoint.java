package io.tailrace.agent.operations;

import io.tailrace.agent.Agent;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/sources}: every file, its source, and how far it is behind; those furthest behind first. */
@Endpoint(id = "sources")
class SourcesEndpoint {

    private final Agent agent;
    private final Identity identity;

    SourcesEndpoint(Agent agent, Identity identity) {
        this.agent = agent;
        this.identity = identity;
    }

    /**
     * The whole answer.
     *
     * @param host the host that the agent publishes for
     * @param count number of sources that matched the question
     * @param inFlightMessages sent and not acknowledged, over all sources
     * @param inFlightBytes sent and not acknowledged, over all sources
     * @param sources at most as many as were asked for
     */
    record Report(String host, int count, int inFlightMessages, long inFlightBytes, List<SourceReport> sources) {}

    /**
     * Lists sources.
     *
     * @param path only those whose path contains this
     * @param limit how many, 1,000 by default
     */
    @ReadOperation
    Report sources(@Nullable String path, @Nullable Integer limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Report> answer = agent.ask(view -> {
            long now = System.nanoTime();
            List<SourceReport> all = view.sources().stream()
                    .filter(source -> path == null || source.origin().path().contains(path))
                    .map(source -> SourceReport.of(source, now))
                    .sorted(Comparator.comparingLong(SourceReport::lagBytes)
                            .reversed()
                            .thenComparing(SourceReport::path)
                            .thenComparing(SourceReport::id))
                    .toList();
            return new Report(
                    identity.host(),
                    all.size(),
                    view.outbox().inFlightMessages(),
                    view.outbox().inFlightBytes(),
                    all.subList(0, Math.min(all.size(), limit == null ? 1000 : limit)));
        });
        return answer == null ? new Report(identity.host(), 0, 0, 0, List.of()) : answer.get(10, TimeUnit.SECONDS);
    }
}
