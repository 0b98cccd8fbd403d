package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import io.tailrace.protocol.Span;
import io.tailrace.testing.disk.ForgetfulDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An archive's directory on a forgetful disk. */
public final class ForgetfulArchiveDisk implements ArchiveDisk {

    private final ForgetfulDisk disk;

    public ForgetfulArchiveDisk(ForgetfulDisk disk) {
        this.disk = disk;
    }

    @Override
    public OpenDirectory root() {
        return new Open("");
    }

    @Override
    public int longestName() {
        return 4_000;
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public @Nullable Entry entry(String name) throws IOException {
        Kind kind = kindOf(name);
        if (kind == null) {
            return null;
        }
        return new Entry(name.substring(name.lastIndexOf('/') + 1), kind, kind == Kind.FILE ? disk.size(name) : 0);
    }

    private @Nullable Kind kindOf(String name) {
        if (disk.isFile(name)) {
            return Kind.FILE;
        }
        if (disk.isDirectory(name)) {
            return Kind.DIRECTORY;
        }
        return disk.exists(name) ? Kind.OTHER : null;
    }

    @Override
    public List<Entry> entries(String directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : disk.list(directory)) {
            Entry entry = entry(directory.isEmpty() ? name : directory + "/" + name);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    @Override
    public byte[] read(String file) throws IOException {
        return disk.read(file);
    }

    @Override
    public List<Span> data(String file) throws IOException {
        return disk.isFile(file) && disk.size(file) > 0 ? List.of(new Span(0, disk.size(file))) : List.of();
    }

    @Override
    public StoredFile overwrite(String file) throws IOException {
        if (disk.isFile(file)) {
            disk.truncate(file, 0);
        } else {
            disk.create(file);
        }
        return new OpenFile(file, true);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void link(String link, String target) throws IOException {
        disk.link(link, target);
    }

    @Override
    public String readLink(String link) throws IOException {
        return disk.readLink(link);
    }

    @Override
    public long usableBytes() {
        return Long.MAX_VALUE;
    }

    private final class Open implements OpenDirectory {

        private final String inside;

        Open(String inside) {
            this.inside = inside;
        }

        @Override
        public @Nullable Kind kind(String name) {
            return kindOf(inside + name);
        }

        @Override
        public OpenDirectory enter(String name) {
            return new Open(inside + name + "/");
        }

        @Override
        public void createDirectory(String name) throws IOException {
            disk.makeDirectory(inside + name);
        }

        @Override
        public StoredFile open(String name, boolean isNew) throws IOException {
            if (isNew) {
                disk.create(inside + name);
            }
            return new OpenFile(inside + name, isNew);
        }

        @Override
        public void close() {}
    }

    private final class OpenFile implements StoredFile {

        private final String file;
        private final boolean isNew;

        OpenFile(String file, boolean isNew) {
            this.file = file;
            this.isNew = isNew;
        }

        @Override
        public boolean isNew() {
            return isNew;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            disk.write(file, position, bytes);
        }

        @Override
        public void setModified(Instant time) throws IOException {
            disk.touch(file);
        }

        @Override
        public void sync() throws IOException {
            disk.sync(file);
        }

        @Override
        public void close() {}
    }
}
