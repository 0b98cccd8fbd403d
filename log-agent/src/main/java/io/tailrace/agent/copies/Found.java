package io.tailrace.agent.copies;

import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SourceId;
import java.nio.ByteBuffer;

/**
 * A file that holds a source's bytes. Whoever takes it closes its content.
 *
 * @param source the source
 * @param sighting the file
 * @param content its bytes, as many as it had when it was found
 * @param length how many these are
 * @param before the last bytes before the offset that the source was read to, at most 1 KiB
 * @param compressed whether it is a compressed file
 */
public record Found(
        SourceId source, Sighting sighting, Content content, long length, ByteBuffer before, boolean compressed) {

    /** All that the file has, and will have. */
    public Content whole() {
        return content instanceof PlainContent plain ? plain.upTo(Long.MAX_VALUE) : content;
    }

    /** As it is remembered. */
    public Copy copy() {
        return new Copy(source, sighting.path().toString(), sighting.key(), sighting.birth(), sighting.size(), length);
    }
}
