package io.tailrace.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says that it has, in a key-value bucket: a summary under its host's {@link HostToken}, and numbered pages
 * of sources under {@code <token>.<number>}. All of it is JSON of these records; readers pass over what they don't know. The
 * contract is versioned by adding fields, never by changing the meaning of one.
 */
public final class Inventory {

    /** A page's JSON is at most this many bytes. */
    public static final int MAX_PAGE_SIZE = 256 * 1024;

    private Inventory() {}

    /** The key of a host's summary. */
    public static String key(String host) {
        return HostToken.of(host);
    }

    /** The key of a host's page. */
    public static String key(String host, int page) {
        return HostToken.of(host) + "." + page;
    }

    /**
     * The agent itself.
     *
     * @param host unescaped
     * @param instance random id of the agent's run, as in its barriers
     * @param version of the agent
     * @param stream that it publishes to
     * @param partitions the number of partitions that it counts with
     * @param writtenAt by the host's clock, ISO 8601
     * @param pages how many there are; what lies under higher numbers is left from before
     * @param sources how many are listed
     * @param sizeBytes sum over the listed sources' sizes
     * @param readBytes sum of what was read
     * @param ackedBytes sum of what was acknowledged
     * @param forgottenSources sealed sources that had to be left out of the list although nobody can have known them for long
     * @param forgottenBytes their lengths' sum
     * @param otherInstance another agent that was seen to publish under this host name, null if none was
     */
    public record Summary(
            String host,
            String instance,
            String version,
            String stream,
            int partitions,
            String writtenAt,
            int pages,
            int sources,
            long sizeBytes,
            long readBytes,
            long ackedBytes,
            long forgottenSources,
            long forgottenBytes,
            @Nullable String otherInstance) {}

    /**
     * Some of its sources.
     *
     * @param instance as in the summary
     * @param position the highest that was acknowledged to this agent when the page was made: whatever the page calls acked
     *     lies at it or before it in the stream; null when nothing is known of the stream
     * @param sources open ones, and those that were sealed lately
     */
    public record Page(String instance, @Nullable Position position, List<Source> sources) {

        public Page {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A place in the stream.
     *
     * @param created when the stream was created, as the server says, ISO 8601
     * @param sequence there
     */
    public record Position(String created, long sequence) {}

    /**
     * A source.
     *
     * @param id its id
     * @param path where its file was when it was first seen
     * @param input the agent's input
     * @param delivery {@code acked} or {@code fire-and-forget}
     * @param from the offset it is shipped from
     * @param size how far its file was seen to reach
     * @param read the offset that was read to
     * @param acked contiguously acknowledged offset; of fire-and-forget: what was flushed
     * @param firstSequence of the first message of it that was acknowledged in the page's stream, 0 when none is known
     * @param lastSequence of the last one, 0 when none is known
     * @param seal how it ended, null while it goes on
     */
    public record Source(
            String id,
            String path,
            String input,
            String delivery,
            long from,
            long size,
            long read,
            long acked,
            long firstSequence,
            long lastSequence,
            @Nullable Seal seal) {}

    /**
     * How a source ended.
     *
     * @param reason as in {@code Log-Seal}
     * @param length final length
     * @param lost ranges that were not read, {@code <start>-<end>}
     */
    public record Seal(String reason, long length, List<String> lost) {

        public Seal {
            lost = List.copyOf(lost);
        }
    }
}
