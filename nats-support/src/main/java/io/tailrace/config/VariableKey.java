package io.tailrace.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as an environment variable writes it: {@code TAILRACE_AGENT_INPUTS_NGINX_PATHS_0}. Underscores stand for dots,
 * dashes (which may also be left out) and brackets, so there can be several readings.
 *
 * @param words the words after {@code TAILRACE}, in lower case
 */
record VariableKey(List<String> words) {

    private static final String PREFIX = "TAILRACE_";
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** What Kubernetes sets in every pod for each service whose name begins with "tailrace". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** Reads a variable's name; null if it is not one of Tailrace. */
    static @Nullable VariableKey parse(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith(PREFIX)) {
            return null;
        }
        List<String> words = Arrays.stream(upper.substring(PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .split("_"))
                .filter(word -> !word.isEmpty())
                .toList();
        return new VariableKey(words);
    }

    /** Whether Kubernetes made the variable, not an operator. */
    static boolean isServiceLink(String name) {
        return SERVICE_LINK.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }

    /** Looks the key up from the node of {@code tailrace}: the first reading that is a key, else the one that got furthest. */
    KeyMatch lookUp(KeyNode root) {
        return lookUp(root, 0);
    }

    private KeyMatch lookUp(KeyNode node, int from) {
        if (from == words.size() || node.takesAnyDepth()) {
            ValueType type = node.typeOfValue();
            return type == null ? new KeyMatch.Group(node) : new KeyMatch.Value(type);
        }
        KeyMatch best = unknown(node, from);
        for (KeyNode child : node.children()) {
            int to = end(child, from);
            if (to > from) {
                KeyMatch match = lookUp(child, to);
                if (match instanceof KeyMatch.Value) {
                    return match;
                }
                best = further(best, match);
            }
        }
        return best;
    }

    /** The index after the words that make up a child's name; not above {@code from} if they don't. */
    private int end(KeyNode child, int from) {
        String wanted = KeyNode.uniform(child.name());
        return switch (child.name()) {
            case KeyNode.ANY, KeyNode.ANY_DEPTH -> from + 1;
            case KeyNode.ELEMENT -> NUMBER.matcher(words.get(from)).matches() ? from + 1 : from;
            default -> {
                int to = from;
                String read = "";
                while (to < words.size() && read.length() < wanted.length()) {
                    read += words.get(to++);
                }
                yield read.equals(wanted) ? to : from;
            }
        };
    }

    private KeyMatch.Unknown unknown(KeyNode node, int from) {
        String found = from == 0 ? "" : "_" + String.join("_", words.subList(0, from));
        return new KeyMatch.Unknown(
                node, "TAILRACE" + found.toUpperCase(Locale.ROOT), String.join("_", words.subList(from, words.size())));
    }

    private static KeyMatch further(KeyMatch one, KeyMatch other) {
        if (one instanceof KeyMatch.Unknown a && other instanceof KeyMatch.Unknown b) {
            return b.found().length() > a.found().length() ? b : a;
        }
        return one instanceof KeyMatch.Unknown ? other : one;
    }
}
