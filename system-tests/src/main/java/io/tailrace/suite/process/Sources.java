package io.tailrace.suite.process;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** What an agent says of the files that it follows. */
public final class Sources {

    private final Actuator agent;

    public Sources(Actuator agent) {
        this.agent = agent;
    }

    /**
     * A source.
     *
     * @param id its id
     * @param read how many bytes of it the agent has read
     * @param acked how many bytes of it the stream has, without a gap
     */
    public record Known(String id, long read, long acked) {}

    /** The newest source at a path, if there is one and the agent answers. */
    public Optional<Known> newest(Path path) {
        return agent.json("sources")
                .flatMap(report -> report.path("sources")
                        .valueStream()
                        .filter(source -> source.path("path").asString().equals(path.toString()))
                        .map(source -> new Known(
                                source.path("id").asString(),
                                source.path("read").asLong(),
                                source.path("acked").asLong()))
                        // Ids are ordered by the time that they were minted.
                        .max(Comparator.comparing(Known::id)));
    }

    /** Whether the agent has read all of the newest source at a path, which is that many bytes long. */
    public boolean hasRead(Path path, long bytes) {
        return newest(path).filter(source -> source.read() == bytes).isPresent();
    }
}
