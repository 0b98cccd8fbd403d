package io.tailrace.testing.disk;

import io.tailrace.testing.disk.Step.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps through a power failure what POSIX says that it must keep, and no more: a file's bytes once the
 * file was synced, a name once its directory was. After a sync that failed it does what Linux does (fsyncgate): what was to be
 * written counts as clean, a second sync succeeds, and the bytes are not there after the crash all the same.
 *
 * <p>Paths are names joined by {@code /}; the root is the empty string. Each call that changes something is a {@link Step} and
 * asks a {@link Fate} first. When a step was the death of the process all others are as well.
 */
public final class ForgetfulDisk {

    private final Node.Directory root;
    private final List<Step> steps = new ArrayList<>();
    private Fate fate = Fate.KIND;
    private volatile boolean dead;

    /** An empty one. */
    public ForgetfulDisk() {
        this(new Node.Directory());
    }

    private ForgetfulDisk(Node.Directory root) {
        this.root = root;
    }

    /** From now on this decides. */
    public synchronized void fate(Fate newFate) {
        fate = newFate;
    }

    /** What was done so far. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** How much was done so far. */
    public synchronized int stepCount() {
        return steps.size();
    }

    /** Whether the process has died. */
    public boolean isDead() {
        return dead;
    }

    /** The process dies now. */
    public synchronized void kill() {
        dead = true;
    }

    /**
     * What the next process finds, whose steps go on and are decided by the same fate. After a kill that is all there was, no more
     * durable than it was.
     */
    public synchronized ForgetfulDisk crash(Survival survival) {
        ForgetfulDisk after = new ForgetfulDisk(survival.everything() ? root : root.left(survival));
        after.steps.addAll(steps);
        after.fate = fate;
        return after;
    }

    /** The same disk, with steps that are counted from 0, and a kind fate. */
    public synchronized ForgetfulDisk countedAnew() {
        return new ForgetfulDisk(root);
    }

    /** Whether there is a directory. */
    public synchronized boolean isDirectory(String path) {
        return find(path) instanceof Node.Directory;
    }

    /** Whether there is a file. */
    public synchronized boolean isFile(String path) {
        return find(path) instanceof Node.Data;
    }

    /** Whether there is anything of that name. */
    public synchronized boolean exists(String path) {
        return find(path) != null;
    }

    /** All of a file's bytes, as any process sees them now. */
    public synchronized byte[] read(String file) throws IOException {
        return data(file).bytes();
    }

    /** A file's length in bytes. */
    public synchronized long size(String file) throws IOException {
        return data(file).length();
    }

    /** The names in a directory. */
    public synchronized List<String> list(String directory) throws IOException {
        return directory(directory).list();
    }

    /** Creates an empty file. */
    public synchronized void create(String file) throws IOException {
        Node.Directory parent = directory(parent(file));
        if (parent.has(name(file))) {
            throw new FileAlreadyExistsException(file);
        }
        Node.Data data = new Node.Data();
        step(Kind.CREATE, file, () -> parent.change(names -> names.put(name(file), data)));
    }

    /** Writes bytes at an offset, behind a hole of zeros where need be. A write that is refused may have written half. */
    public synchronized void write(String file, long position, ByteBuffer bytes) throws IOException {
        Node.Data data = data(file);
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
    public synchronized void truncate(String file, long size) throws IOException {
        Node.Data data = data(file);
        step(Kind.TRUNCATE, file, () -> data.cut(Math.toIntExact(size)));
    }

    /** Makes a file's bytes durable; not its name. */
    public synchronized void sync(String file) throws IOException {
        Node.Data data = data(file);
        try {
            step(Kind.SYNC, file, data::sync);
        } catch (IOException e) {
            data.failToSync();
            throw e;
        }
    }

    /**
     * A file's bytes as memory, which a kill leaves as it is, and of which a power failure leaves any pages. The file must not
     * grow or shrink afterwards.
     */
    public synchronized ByteBuffer map(String file) throws IOException {
        Node.Data data = data(file);
        step(Kind.MAP, file, () -> {});
        return data.map();
    }

    /** Changes what a file says of itself. */
    public synchronized void touch(String file) throws IOException {
        data(file);
        step(Kind.TOUCH, file, () -> {});
    }

    /** Makes a symbolic link. */
    public synchronized void link(String link, String target) throws IOException {
        Node.Directory parent = directory(parent(link));
        if (parent.has(name(link))) {
            throw new FileAlreadyExistsException(link);
        }
        step(Kind.LINK, link, () -> parent.change(names -> names.put(name(link), new Node.Link(target))));
    }

    /** Where a symbolic link leads. */
    public synchronized String readLink(String link) throws IOException {
        Node node = find(link);
        if (node == null) {
            throw new NoSuchFileException(link);
        }
        if (node instanceof Node.Link found) {
            return found.target();
        }
        throw new NotLinkException(link);
    }

    /** Gives a file another name in its directory, over a file that has it. */
    public synchronized void rename(String from, String to) throws IOException {
        Node.Directory parent = directory(parent(from));
        if (!parent(from).equals(parent(to))) {
            throw new IOException(from + " and " + to + " are not in one directory");
        }
        Node node = find(from);
        if (node == null) {
            throw new NoSuchFileException(from);
        }
        step(
                Kind.RENAME,
                to,
                () -> parent.change(names -> {
                    names.remove(name(from));
                    names.put(name(to), node);
                }));
    }

    /** Removes a name. */
    public synchronized void delete(String path) throws IOException {
        Node.Directory parent = directory(parent(path));
        if (!parent.has(name(path))) {
            throw new NoSuchFileException(path);
        }
        step(Kind.DELETE, path, () -> parent.change(names -> names.remove(name(path))));
    }

    /** Creates an empty directory. */
    public synchronized void makeDirectory(String directory) throws IOException {
        Node.Directory parent = directory(parent(directory));
        if (parent.has(name(directory))) {
            throw new FileAlreadyExistsException(directory);
        }
        Node.Directory made = new Node.Directory();
        step(Kind.MAKE_DIRECTORY, directory, () -> parent.change(names -> names.put(name(directory), made)));
    }

    /** Makes a directory's names durable; not what is in the files. */
    public synchronized void syncDirectory(String directory) throws IOException {
        Node.Directory synced = directory(directory);
        step(Kind.SYNC_DIRECTORY, directory, synced::sync);
    }

    /** Does something that is none of the disk's, as a step of its own. */
    public synchronized void other(String what, Effect effect) throws IOException {
        step(Kind.OTHER, what, effect);
    }

    /** What a step does. */
    public interface Effect {

        /** Does it. */
        void apply() throws IOException;
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

    private Node.Data data(String file) throws IOException {
        if (find(file) instanceof Node.Data data) {
            return data;
        }
        throw new NoSuchFileException(file);
    }

    private Node.Directory directory(String path) throws IOException {
        if (find(path) instanceof Node.Directory directory) {
            return directory;
        }
        throw new NoSuchFileException(path);
    }

    private @Nullable Node find(String path) {
        Node here = root;
        if (path.isEmpty()) {
            return here;
        }
        for (String name : path.split("/", -1)) {
            here = here instanceof Node.Directory directory ? directory.get(name) : null;
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
