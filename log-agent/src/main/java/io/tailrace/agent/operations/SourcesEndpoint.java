package io.tailrace.agent.operations;

import io.tailrace.agent.Agent;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.shipping.ShippingView;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
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
     * @param pinnedBytes what deleted files hold on disk because they are open
     * @param sources at most as many as were asked for
     * @param others files that are no sources: held back, or copies; at most as many
     */
    record Report(
            String host,
            int count,
            int inFlightMessages,
            long inFlightBytes,
            long pinnedBytes,
            List<SourceReport> sources,
            List<OtherFile> others) {}

    /**
     * A file that is matched and is no source.
     *
     * @param path where it is
     * @param state held or copy
     * @param size in bytes
     * @param of the source whose bytes a copy holds, null for what is held back
     */
    record OtherFile(
            String path, String state, long size, @Nullable String of) {}

    private static List<OtherFile> others(ShippingView view, @Nullable String path, int limit) {
        Stream<OtherFile> held = view.held().stream()
                .map(one ->
                        new OtherFile(one.sighting().path().toString(), SourceState.HELD.label(), one.size(), null));
        Stream<OtherFile> copies = view.copies().stream()
                .map(copy -> new OtherFile(
                        copy.path(),
                        SourceState.COPY.label(),
                        copy.size(),
                        copy.source().toString()));
        return Stream.concat(held, copies)
                .filter(file -> path == null || file.path().contains(path))
                .sorted(Comparator.comparing(OtherFile::path))
                .limit(limit)
                .toList();
    }

    /**
     * Lists sources.
     *
     * @param path only those whose path contains this
     * @param limit how many, 1,000 by default
     */
    @ReadOperation
    Report sources(@Nullable String path, @Nullable Integer limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        int most = limit == null ? 1000 : limit;
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
                    view.pinnedBytes(),
                    all.subList(0, Math.min(all.size(), most)),
                    others(view, path, most));
        });
        return answer == null
                ? new Report(identity.host(), 0, 0, 0, 0, List.of(), List.of())
                : answer.get(10, TimeUnit.SECONDS);
    }
}
