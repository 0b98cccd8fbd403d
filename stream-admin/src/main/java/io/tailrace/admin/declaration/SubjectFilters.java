package io.tailrace.admin.declaration;

/** Subjects with wildcards. */
final class SubjectFilters {

    private SubjectFilters() {}

    /** Whether there is a subject that both match. */
    static boolean overlap(String left, String right) {
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
