package io.tailrace.suite.command;

import java.util.Iterator;
import java.util.List;

/** A command line, read from left to right. What makes no sense is refused by a {@link UsageException}. */
public final class Arguments {

    private final String command;
    private final Iterator<String> rest;

    /**
     * @param command what to name in messages, e.g. {@code bin/demo}
     * @param arguments the command's own
     */
    public Arguments(String command, List<String> arguments) {
        this.command = command;
        this.rest = arguments.iterator();
    }

    public boolean hasNext() {
        return rest.hasNext();
    }

    /** The next argument, whatever it is; {@link #hasNext} says whether there is one. */
    public String next() {
        return rest.next();
    }

    /** What follows an option. */
    public String value(String option, String what) {
        if (!rest.hasNext()) {
            throw new UsageException("%s takes %s, not nothing".formatted(option, what));
        }
        return rest.next();
    }

    /** The number that follows an option, from 1 to {@code most}. */
    public int number(String option, int most) {
        return Math.toIntExact(number(option, 1, most));
    }

    /** The number that follows an option. */
    public long number(String option, long least, long most) {
        String value = rest.hasNext() ? rest.next() : "nothing";
        if (!value.matches("\\d{1,18}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw new UsageException("%s takes a number from %d to %d, not %s".formatted(option, least, most, value));
        }
        return Long.parseLong(value);
    }

    /** Says that there is no such option. */
    public UsageException unknown(String option) {
        return new UsageException("unknown option %s: see %s --help".formatted(option, command));
    }
}
