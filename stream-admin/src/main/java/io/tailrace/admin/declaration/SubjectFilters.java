package io.tailrace.admin.declaration;

import java.util.regex.Pattern;

/** Subjects with wildcards. */
public final class SubjectFilters {

    private static final Pattern FILTER = Pattern.compile("([^\\s.>]+\\.)*([^\\s.>]+|>)");

    private SubjectFilters() {}

    /** Whether it can be subscribed to: no word is empty or has a space, and {@code >} is the last one. */
    static boolean isValid(String filter) {
        return FILTER.matcher(filter).matches();
    }

    /** Whether there is a subject that both match. */
    public static boolean overlap(String left, String right) {
        String[] a = left.split("\\.", -1);
        String[] b = right.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i].equals(">") || b[i].equals(">")) {
                return true;
            }
            if (!a[i].equals(b[i]) && !a[i].equals("*") && !b[i].equals("*")) {
                return false;
            }
        }
        return a.length == b.length;
    }
}
