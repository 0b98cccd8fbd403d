package io.tailrace.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of the tree of all known keys: a key that takes a value, a group of keys, a list or a map. */
final class KeyNode {

    /** In {@code known-keys.txt} any key of a map. */
    static final String ANY = "*";

    /** In {@code known-keys.txt} any key of a map of plain values; it may contain dots. */
    static final String ANY_DEPTH = "**";

    /** In {@code known-keys.txt}, after a key, each element of a list. */
    static final String ELEMENT = "[]";

    private final String name;
    private final Map<String, KeyNode> children = new LinkedHashMap<>();
    private @Nullable ValueType type;

    KeyNode(String name) {
        this.name = name;
    }

    /** Case, dashes and underscores don't tell keys apart: relaxed binding. */
    static String uniform(String text) {
        return text.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** The element of a key that this node stands for, in kebab case. */
    String name() {
        return name;
    }

    /** What the key takes, null where it is a group. */
    @Nullable ValueType type() {
        return type;
    }

    /** A list may be written as one value with commas. */
    @Nullable ValueType typeOfValue() {
        KeyNode element = children.get(ELEMENT);
        return element == null ? type : element.type;
    }

    void takes(ValueType valueType) {
        this.type = valueType;
    }

    /** Has the same keys below it as another one. */
    void takesAsMuchAs(KeyNode other) {
        children.putAll(other.children);
    }

    KeyNode childOrNew(String childName) {
        return children.computeIfAbsent(uniform(childName), any -> new KeyNode(childName));
    }

    @Nullable KeyNode child(String element) {
        KeyNode exact = children.get(uniform(element));
        if (exact != null) {
            return exact;
        }
        KeyNode free = children.get(ANY);
        return free != null ? free : children.get(ANY_DEPTH);
    }

    @Nullable KeyNode element() {
        return children.get(ELEMENT);
    }

    boolean takesAnyDepth() {
        return name.equals(ANY_DEPTH);
    }

    Collection<KeyNode> children() {
        return children.values();
    }

    /** The names of the keys in this group, without those that are refused. */
    List<String> childNames() {
        List<String> names = new ArrayList<>();
        for (KeyNode child : children.values()) {
            if (!child.isWildcard() && !(child.type instanceof ValueType.Renamed)) {
                names.add(child.name);
            }
        }
        return names;
    }

    private boolean isWildcard() {
        return name.equals(ANY) || name.equals(ANY_DEPTH) || name.equals(ELEMENT);
    }
}
