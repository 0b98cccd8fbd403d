package io.tailrace.admin;

import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.plan.Difference.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A change of one field that is tried with real servers.
 *
 * @param key what is declared
 * @param context what has to be declared besides, as YAML; {@code {n}} is the number of the case
 * @param first the value that it is created with
 * @param second the value that it is changed to
 * @param kind what the change takes, by the server's version
 */
record Fields(String key, String context, String first, String second, Function<ServerVersion, Kind> kind) {

    /**
     * Reads lines of {@code key ; context ; first ; second ; class}, where the class is {@code update}, {@code recreate},
     * or {@code update 12}: with a server 2.12 or newer, recreate before.
     */
    static List<Fields> read(String table) {
        return Arrays.stream(table.split("\n", -1))
                .filter(line -> !line.isBlank())
                .map(line -> line.split(";", -1))
                .map(cells -> new Fields(
                        cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), kind(cells[4].strip())))
                .toList();
    }

    private static Function<ServerVersion, Kind> kind(String text) {
        if (text.startsWith("update ")) {
            ServerVersion since = new ServerVersion(2, Integer.parseInt(text.substring(7)));
            return server -> server.atLeast(since) ? Kind.UPDATE : Kind.RECREATE;
        }
        Kind always = text.equals("update") ? Kind.UPDATE : Kind.RECREATE;
        return server -> always;
    }

    String with(String value, int number) {
        String rest = context.isEmpty() ? "" : context + ", ";
        return (rest + key + ": " + value).replace("{n}", Integer.toString(number));
    }

    @Override
    public String toString() {
        return key + " " + first + " -> " + second;
    }
}
