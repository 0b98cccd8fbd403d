package io.tailrace.agent.source;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Sighting;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which file a source's is, where it is, and what was last seen of it. Only the shipping thread touches it. */
final class Whereabouts {

    private FileKey key;
    private @Nullable Instant birth;
    private Path path;
    private Presence presence = Presence.IN_PLACE;
    private long size;
    private Instant modified;
    private long reach;
    private long surelyReached;

    Whereabouts(Sighting sighting) {
        this.key = sighting.key();
        this.birth = sighting.birth();
        this.path = sighting.path();
        this.size = sighting.size();
        this.reach = size;
        this.modified = sighting.modified();
    }

    /**
     * Takes note of a look at the file.
     *
     * @return whether it looks other than before
     */
    boolean see(Path at, Presence now, long sizeThere, Instant modifiedThere) {
        boolean changed = !modifiedThere.equals(modified);
        path = at;
        presence = now;
        size = sizeThere;
        reach = Math.max(reach, sizeThere);
        modified = modifiedThere;
        return changed;
    }

    /** It is another file that has the same bytes. */
    void become(Sighting sighting) {
        key = sighting.key();
        birth = sighting.birth();
    }

    void gone() {
        presence = Presence.GONE;
    }

    void size(long sizeThere) {
        size = sizeThere;
        reach = Math.max(reach, size);
    }

    FileKey key() {
        return key;
    }

    @Nullable Instant birth() {
        return birth;
    }

    Path path() {
        return path;
    }

    Presence presence() {
        return presence;
    }

    long size() {
        return size;
    }

    /** It was read, and reached so far while it had all that was read before. */
    void reached(long offset) {
        size(Math.max(size, offset));
        surelyReached = Math.max(surelyReached, offset);
    }

    /** How far it reached when it was read, which was not another generation yet. */
    long surelyReached() {
        return surelyReached;
    }

    /** The largest size that it was seen to have. */
    long reach() {
        return reach;
    }
}
