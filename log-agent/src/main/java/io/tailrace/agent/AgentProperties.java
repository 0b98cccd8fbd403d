package io.tailrace.agent;

import io.tailrace.agent.discovery.StartAt;
import io.tailrace.protocol.Delivery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the agent follows, and how it ships it.
 *
 * @param host the name to publish under; this machine's by default, in Kubernetes it has to be given
 * @param stateDirectory where the agent keeps its checkpoint; one agent a directory
 * @param rescanInterval how often all directories are looked at, besides the watches
 * @param maxMessageSize payload of a message at most; the server's max_payload and the stream's max_msg_size count too
 * @param checkpointInterval how often progress is made durable
 * @param sealAfterQuiet how long a rotated or deleted file has to be quiet until it counts as ended
 * @param stopTimeout how long a stop waits for what is on its way
 * @param window what may be sent and not yet acknowledged, over all files
 * @param pinned deleted files that are kept open until they were read
 * @param inputs which files, by a name of your choice
 */
@Validated
@ConfigurationProperties("tailrace.agent")
public record AgentProperties(
        @Nullable String host,
        @DefaultValue("/var/lib/tailrace/agent") Path stateDirectory,
        @DefaultValue("10s") Duration rescanInterval,
        @DefaultValue("128KB") DataSize maxMessageSize,
        @DefaultValue("1s") Duration checkpointInterval,
        @DefaultValue("1m") Duration sealAfterQuiet,
        @DefaultValue("5s") Duration stopTimeout,
        @Valid @DefaultValue Window window,
        @Valid @DefaultValue Pinned pinned,
        @DefaultValue Map<String, @Valid InputProperties> inputs) {

    /**
     * Bounds of what is on its way.
     *
     * @param maxMessages messages
     * @param maxSize payload
     */
    public record Window(
            @DefaultValue("1024") @Min(1) int maxMessages,
            @DefaultValue("8MB") DataSize maxSize) {}

    /**
     * Bounds of what files hold on disk that were deleted before all of them was acknowledged. Beyond them the oldest are given
     * up, and what was not read of them is lost and reported.
     *
     * @param maxSize of all of them
     * @param maxAge since a file was deleted
     * @param minFreeSpace on the file system that they are on
     */
    public record Pinned(
            @DefaultValue("1GB") DataSize maxSize,
            @DefaultValue("24h") Duration maxAge,
            @DefaultValue("2GB") DataSize minFreeSpace) {}

    /**
     * One input.
     *
     * @param paths globs of absolute paths; ** stands for any number of directories
     * @param exclude globs of what not to follow, of paths or of names alone
     * @param delivery acked: windowed, acknowledged, repeated until it is stored; fire-and-forget: nothing is promised
     * @param startAt where to begin with files that are there when the input is configured first
     * @param maxLinesPerMessage lines a message holds at most, 0 for as many as fit
     * @param partialLineTimeout how long a last line without line end is held
     * @param labels sent as Log-Label-... with every message
     */
    public record InputProperties(
            @DefaultValue List<String> paths,
            @DefaultValue List<String> exclude,
            @DefaultValue("acked") Delivery delivery,
            @DefaultValue("beginning") StartAt startAt,
            @DefaultValue("0") @Min(0) int maxLinesPerMessage,
            @DefaultValue("5s") Duration partialLineTimeout,
            @DefaultValue Map<String, String> labels) {}
}
