package io.tailrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as a file, the command line or a system property writes it: {@code tailrace.agent.inputs.nginx.paths[0]}.
 *
 * @param elements the key's elements below {@code tailrace}, indices in brackets
 */
record PropertyKey(List<String> elements) {

    private static final Pattern TAILRACE = Pattern.compile("(?i)tailrace(?=$|[.\\[])");
    private static final Pattern ELEMENT = Pattern.compile("\\[[^]]*]|[^.\\[]+");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    /** Reads a property's name; null if it is not one of Tailrace. */
    static @Nullable PropertyKey parse(String name) {
        Matcher prefix = TAILRACE.matcher(name);
        if (!prefix.lookingAt()) {
            return null;
        }
        List<String> elements = new ArrayList<>();
        Matcher element = ELEMENT.matcher(name).region(prefix.end(), name.length());
        while (element.find()) {
            elements.add(element.group());
        }
        return new PropertyKey(elements);
    }

    /** Looks the key up from the node of {@code tailrace}. */
    KeyMatch lookUp(KeyNode root) {
        KeyNode node = root;
        String found = "tailrace";
        for (String element : elements) {
            KeyNode next = INDEX.matcher(element).matches() ? node.element() : node.child(inner(element));
            if (next == null && node.takesAnyDepth()) {
                break;
            }
            if (next == null) {
                return new KeyMatch.Unknown(node, found, inner(element));
            }
            node = next;
            found += element.startsWith("[") ? element : "." + element;
        }
        ValueType type = node.typeOfValue();
        return type == null ? new KeyMatch.Group(node) : new KeyMatch.Value(type);
    }

    /** A map's key may be written in brackets to keep its dots and slashes. */
    private static String inner(String element) {
        return element.startsWith("[") ? element.substring(1, element.length() - 1) : element;
    }
}
