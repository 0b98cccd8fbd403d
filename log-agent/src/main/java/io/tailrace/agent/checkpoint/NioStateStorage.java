package io.tailrace.agent.checkpoint;

import io.tailrace.disk.NioDirectories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The default file system. */
public final class NioStateStorage implements StateStorage {

    private final NioDirectories directories = new NioDirectories();

    @Override
    public boolean isDirectory(Path path) {
        return directories.isDirectory(path);
    }

    @Override
    public boolean isWritable(Path directory) {
        return directories.isWritable(directory);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        directories.createDirectory(directory);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        directories.syncDirectory(directory);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public StateFile open(Path file) throws IOException {
        return new ChannelFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private record ChannelFile(FileChannel channel) implements StateFile {

        @Override
        public boolean tryLock() throws IOException {
            try {
                return channel.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                return false; // By this very process.
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            long at = 0;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public ByteBuffer map(long size) throws IOException {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
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
}
