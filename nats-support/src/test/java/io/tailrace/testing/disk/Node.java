package io.tailrace.testing.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a name on a {@link ForgetfulDisk} stands for, as it is now and as a power failure leaves it. */
sealed interface Node {

    /** What a power failure leaves of it. */
    Node left(Survival survival);

    /** A symbolic link: durable with its name. */
    record Link(String target) implements Node {

        @Override
        public Node left(Survival survival) {
            return this;
        }
    }

    /** Names; {@code pending} leads from those that are durable to those of now. */
    final class Directory implements Node {

        private final Map<String, Node> names = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();
        private final List<Change> pending = new ArrayList<>();

        @Nullable Node get(String name) {
            return names.get(name);
        }

        boolean has(String name) {
            return names.containsKey(name);
        }

        List<String> list() {
            return List.copyOf(names.keySet());
        }

        void change(Change change) {
            change.apply(names);
            pending.add(change);
        }

        void sync() {
            durable.clear();
            durable.putAll(names);
            pending.clear();
        }

        /** All of its changes, none, or the first few. */
        @Override
        public Directory left(Survival survival) {
            Map<String, Node> then = new TreeMap<>(durable);
            Random random = survival.random();
            int kept = random == null ? 0 : random.nextInt(pending.size() + 1);
            pending.subList(0, kept).forEach(change -> change.apply(then));
            Directory left = new Directory();
            then.forEach((name, node) -> left.names.put(name, node.left(survival)));
            left.durable.putAll(left.names);
            return left;
        }
    }

    /** A change of a directory; all of it is durable, or nothing. */
    interface Change {
        void apply(Map<String, Node> names);
    }

    /** A file's bytes; pages that a sync would write are dirty. */
    final class Data implements Node {

        private static final int PAGE = 4096;

        private byte[] bytes = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();
        private boolean mapped;

        byte[] bytes() {
            return bytes.clone();
        }

        int length() {
            return bytes.length;
        }

        void put(int at, byte[] written, int length) {
            if (at + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, at + length);
            }
            System.arraycopy(written, 0, bytes, at, length);
            if (length > 0) {
                dirty.set(at / PAGE, (at + length - 1) / PAGE + 1);
            }
        }

        void cut(int size) {
            if (size < bytes.length) {
                dirty.set(size / PAGE, (bytes.length - 1) / PAGE + 1);
                bytes = Arrays.copyOf(bytes, size);
            }
        }

        ByteBuffer map() {
            mapped = true;
            return ByteBuffer.wrap(bytes);
        }

        void sync() {
            durable = Arrays.copyOf(durable, bytes.length);
            dirty().stream().forEach(page -> copy(page, durable));
            dirty.clear();
        }

        /** What was to be written counts as clean, and never is. */
        void failToSync() {
            dirty.clear();
        }

        /** The length of now or of then, and of each dirty page what it is now, or what it was then. */
        @Override
        public Data left(Survival survival) {
            Data left = new Data();
            Random random = survival.random();
            if (random == null) {
                left.bytes = durable.clone();
            } else {
                left.bytes = Arrays.copyOf(durable, (random.nextBoolean() ? bytes : durable).length);
                dirty().stream().filter(page -> random.nextBoolean()).forEach(page -> copy(page, left.bytes));
            }
            left.durable = left.bytes.clone();
            return left;
        }

        /** Nobody tells when mapped memory was written to. */
        private BitSet dirty() {
            if (mapped) {
                dirty.set(0, (bytes.length + PAGE - 1) / PAGE);
            }
            return dirty;
        }

        private void copy(int page, byte[] to) {
            int begin = page * PAGE;
            int length = Math.min(PAGE, Math.min(bytes.length, to.length) - begin);
            if (length > 0) {
                System.arraycopy(bytes, begin, to, begin, length);
            }
        }
    }
}
