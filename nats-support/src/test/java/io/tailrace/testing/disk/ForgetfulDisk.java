package io.tailrace.testing.disk;

import io.tailrace.testing.disk.Step.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps through a power failure what POSIX says that it must keep, and no more: a file's bytes once the
 * file was synced, a name once its directory was. After a sync that failed it does what Linux does (fsyncgate): what was to be
 * written counts as clean, a second sync succeeds, and the bytes are not there after the crash all the same.
 *
 * <p>Paths are names joined by {@code /}; the root is the empty string. Each call that changes something is a {@link Step} and
 * asks a {@link Fate} first. For one thread at a time.
 */
public final class ForgetfulDisk {

    private static final int PAGE = 4096;

    private final Directory root;
    private final List<Step> steps = new ArrayList<>();
    private Fate fate = Fate.KIND;
    private boolean dead;

    /** An empty one. */
    public ForgetfulDisk() {
        this(new Directory());
    }

    private ForgetfulDisk(Directory root) {
        this.root = root;
    }

    private sealed interface Node permits Directory, Data {}

    /** Names, as they are now and as a power failure leaves them; {@code pending} leads from the one to the other. */
    private static final class Directory implements Node {

        private final Map<String, Node> names = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();
        private final List<Change> pending = new ArrayList<>();

        void change(Change change) {
            change.apply(names);
            pending.add(change);
        }
    }

    /** A change of a directory; all of it is durable, or nothing. */
    private interface Change {
        void apply(Map<String, Node> names);
    }

    /** A file's bytes, as they are now and as a power failure leaves them; pages that a sync would write are dirty. */
    private static final class Data implements Node {

        private byte[] bytes = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();

        void put(int at, byte[] written, int length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length, at + length));
            System.arraycopy(written, 0, bytes, at, length);
            if (length > 0) {
                dirty.set(at / PAGE, (at + length - 1) / PAGE + 1);
            }
        }

        void sync() {
            durable = Arrays.copyOf(durable, bytes.length);
            dirty.stream().forEach(page -> copy(page, durable));
            dirty.clear();
        }

        /** What was to be written counts as clean, and never is. */
        void failToSync() {
            dirty.clear();
        }

        /** The length of now or of then, and of each dirty page what it is now, or what it was then. */
        byte[] some(Random random) {
            byte[] some = Arrays.copyOf(durable, (random.nextBoolean() ? bytes : durable).length);
            dirty.stream().filter(page -> random.nextBoolean()).forEach(page -> copy(page, some));
            return some;
        }

        private void copy(int page, byte[] to) {
            int begin = page * PAGE;
            int length = Math.min(PAGE, Math.min(bytes.length, to.length) - begin);
            if (length > 0) {
                System.arraycopy(bytes, begin, to, begin, length);
            }
        }
    }

    /** From now on this decides. */
    public void fate(Fate newFate) {
        fate = newFate;
    }

    /** What was done so far. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** What is left after a crash, as a disk of its own. */
    public ForgetfulDisk crash(Survival survival) {
        return new ForgetfulDisk(left(root, survival));
    }

    private static Directory left(Directory directory, Survival survival) {
        Map<String, Node> names = new TreeMap<>(directory.durable);
        Random random = survival.random();
        int kept = 0;
        if (survival.everything()) {
            kept = directory.pending.size();
        } else if (random != null) {
            kept = random.nextInt(directory.pending.size() + 1);
        }
        directory.pending.subList(0, kept).forEach(change -> change.apply(names));
        Directory left = new Directory();
        names.forEach((name, node) -> {
            Node copy = node instanceof Directory below ? left(below, survival) : left((Data) node, survival);
            left.names.put(name, copy);
            left.durable.put(name, copy);
        });
        return left;
    }

    private static Data left(Data data, Survival survival) {
        Data left = new Data();
        Random random = survival.random();
        if (survival.everything()) {
            left.bytes = data.bytes.clone();
        } else {
            left.bytes = random == null ? data.durable.clone() : data.some(random);
        }
        left.durable = left.bytes.clone();
        return left;
    }

    /** Whether there is a file or a directory. */
    public boolean exists(String path) {
        return find(path) != null;
    }

    /** All of a file's bytes, as any process sees them now. */
    public byte[] read(String file) throws IOException {
        return data(file).bytes.clone();
    }

    /** A file's length in bytes. */
    public long size(String file) throws IOException {
        return data(file).bytes.length;
    }

    /** The names in a directory. */
    public List<String> list(String directory) throws IOException {
        return List.copyOf(directory(directory).names.keySet());
    }

    /** Creates an empty file. */
    public void create(String file) throws IOException {
        Directory parent = directory(parent(file));
        if (parent.names.containsKey(name(file))) {
            throw new FileAlreadyExistsException(file);
        }
        Data data = new Data();
        step(Kind.CREATE, file, () -> parent.change(names -> names.put(name(file), data)));
    }

    /** Writes bytes at an offset, behind a hole of zeros where need be. A write that is refused may have written half. */
    public void write(String file, long position, ByteBuffer bytes) throws IOException {
        Data data = data(file);
        byte[] written = new byte[bytes.remaining()];
        bytes.get(written);
        int at = Math.toIntExact(position);
        try {
            step(Kind.WRITE, file, () -> data.put(at, written, written.length));
        } catch (IOException e) {
            data.put(at, written, written.length / 2);
            throw e;
        }
    }

    /** Cuts a file. */
    public void truncate(String file, long size) throws IOException {
        Data data = data(file);
        step(Kind.TRUNCATE, file, () -> data.bytes = Arrays.copyOf(data.bytes, Math.toIntExact(size)));
    }

    /** Makes a file's bytes durable; not its name. */
    public void sync(String file) throws IOException {
        Data data = data(file);
        try {
            step(Kind.SYNC, file, data::sync);
        } catch (IOException e) {
            data.failToSync();
            throw e;
        }
    }

    /** Gives a file another name in its directory, over a file that has it. */
    public void rename(String from, String to) throws IOException {
        Directory parent = directory(parent(from));
        if (!parent(from).equals(parent(to))) {
            throw new IOException(from + " and " + to + " are not in one directory");
        }
        Data data = data(from);
        step(
                Kind.RENAME,
                to,
                () -> parent.change(names -> {
                    names.remove(name(from));
                    names.put(name(to), data);
                }));
    }

    /** Removes a name. */
    public void delete(String path) throws IOException {
        Directory parent = directory(parent(path));
        if (!parent.names.containsKey(name(path))) {
            throw new FileNotFoundException(path);
        }
        step(Kind.DELETE, path, () -> parent.change(names -> names.remove(name(path))));
    }

    /** Creates an empty directory. */
    public void makeDirectory(String directory) throws IOException {
        Directory parent = directory(parent(directory));
        if (parent.names.containsKey(name(directory))) {
            throw new FileAlreadyExistsException(directory);
        }
        Directory made = new Directory();
        step(Kind.MAKE_DIRECTORY, directory, () -> parent.change(names -> names.put(name(directory), made)));
    }

    /** Makes a directory's names durable; not what is in the files. */
    public void syncDirectory(String directory) throws IOException {
        Directory synced = directory(directory);
        step(Kind.SYNC_DIRECTORY, directory, () -> {
            synced.durable.clear();
            synced.durable.putAll(synced.names);
            synced.pending.clear();
        });
    }

    private interface Effect {
        void apply();
    }

    private void step(Kind kind, String path, Effect effect) throws IOException {
        Step step = new Step(steps.size(), kind, path);
        if (dead) {
            throw new Death(step);
        }
        steps.add(step);
        try {
            fate.before(step);
            effect.apply();
            fate.after(step);
        } catch (Death e) {
            dead = true;
            throw e;
        }
    }

    private Data data(String file) throws IOException {
        if (find(file) instanceof Data data) {
            return data;
        }
        throw new FileNotFoundException(file);
    }

    private Directory directory(String path) throws IOException {
        if (find(path) instanceof Directory directory) {
            return directory;
        }
        throw new FileNotFoundException(path);
    }

    private @Nullable Node find(String path) {
        Node here = root;
        if (path.isEmpty()) {
            return here;
        }
        for (String name : path.split("/", -1)) {
            here = here instanceof Directory directory ? directory.names.get(name) : null;
        }
        return here;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
