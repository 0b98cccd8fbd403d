package io.tailrace.agent.testing;

import io.tailrace.agent.checkpoint.StateStorage;
import io.tailrace.testing.disk.ForgetfulDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A forgetful disk as one process sees it. */
public final class DiskStorage implements StateStorage {

    private final ForgetfulDisk disk;
    private final Set<Path> locked = ConcurrentHashMap.newKeySet();

    public DiskStorage(ForgetfulDisk disk) {
        this.disk = disk;
    }

    private static String name(Path path) {
        return path.toString().substring(1);
    }

    @Override
    public boolean isDirectory(Path path) {
        return disk.isDirectory(name(path));
    }

    @Override
    public boolean isWritable(Path directory) {
        return true;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.makeDirectory(name(directory));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        disk.syncDirectory(name(directory));
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return disk.read(name(file));
    }

    @Override
    public StateFile open(Path file) throws IOException {
        if (!disk.isFile(name(file))) {
            disk.create(name(file));
        }
        return new OpenFile(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(name(from), name(to));
    }

    private final class OpenFile implements StateFile {

        private final Path path;

        OpenFile(Path path) {
            this.path = path;
        }

        @Override
        public boolean tryLock() {
            return locked.add(path);
        }

        @Override
        public void truncate(long size) throws IOException {
            disk.truncate(name(path), size);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            disk.write(name(path), 0, bytes);
        }

        @Override
        public ByteBuffer map(long size) throws IOException {
            return disk.map(name(path));
        }

        @Override
        public void sync() throws IOException {
            disk.sync(name(path));
        }

        @Override
        public void close() {
            locked.remove(path);
        }
    }
}
