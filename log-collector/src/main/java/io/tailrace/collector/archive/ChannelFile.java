package io.tailrace.collector.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;

/** An open file of the archive. */
final class ChannelFile implements ArchiveStorage.StoredFile {

    // EFBIG and EINVAL: what the kernel says to an offset that the file system has no room for in its structures.
    private static final Set<String> TOO_LONG = Set.of("File too large", "Invalid argument");

    private final FileChannel channel;
    private final Path path;
    private final String name;
    private final boolean isNew;

    ChannelFile(FileChannel channel, Path path, String name, boolean isNew) {
        this.channel = channel;
        this.path = path;
        this.name = name;
        this.isNew = isNew;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException, UnarchivableException {
        long at = position;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            if (TOO_LONG.contains(e.getMessage())) {
                throw new UnarchivableException(name, "no file of the archive's file system reaches offset " + at);
            }
            throw e;
        }
    }

    @Override
    public void setModified(Instant time) throws IOException {
        FileTime modified = FileTime.from(time);
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
    }

    @Override
    public void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
