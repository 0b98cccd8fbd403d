package io.tailrace.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All keys under {@code tailrace} of all services, so that one file can serve all three and a misspelt key is found by
 * each of them.
 */
final class KnownKeys {

    private static final String RESOURCE = "/META-INF/tailrace/known-keys.txt";
    private static final Pattern LINE = Pattern.compile("(tailrace\\.\\S+)\\s+(\\S+)");
    private static final Pattern ELEMENT = Pattern.compile("\\[]|[^.\\[]+");

    private static final String SAME = "=";

    private final KeyNode root;

    private KnownKeys(KeyNode root) {
        this.root = root;
    }

    /** The keys of this version of Tailrace. */
    static KnownKeys load() {
        try (InputStream in = Objects.requireNonNull(KnownKeys.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader.lines().collect(Collectors.toList()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads lines of {@code <key> <type>} or {@code <key> =<key>}; blank lines and those that begin with # say nothing. */
    static KnownKeys parse(List<String> lines) {
        KeyNode top = new KeyNode("");
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("not \"<key> <type>\": " + line);
            }
            KeyNode node = node(top, parts.group(1));
            if (parts.group(2).startsWith(SAME)) {
                node.takesAsMuchAs(node(top, parts.group(2).substring(1)));
            } else {
                node.takes(ValueType.parse(parts.group(2)));
            }
        }
        return new KnownKeys(Objects.requireNonNull(top.child("tailrace"), "no keys"));
    }

    private static KeyNode node(KeyNode top, String key) {
        KeyNode node = top;
        Matcher elements = ELEMENT.matcher(key);
        while (elements.find()) {
            node = node.childOrNew(elements.group());
        }
        return node;
    }

    /** The node of {@code tailrace}. */
    KeyNode root() {
        return root;
    }
}
