package io.tailrace.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
final class NearestWord {

    private NearestWord() {}

    /** The candidate that takes the fewest edits, if that is at most a third of its letters (and at least one). */
    static Optional<String> to(String written, Collection<String> candidates) {
        String wanted = KeyNode.uniform(written);
        return candidates.stream()
                .filter(candidate -> distance(wanted, KeyNode.uniform(candidate)) <= tolerance(candidate))
                .min(Comparator.comparingInt(candidate -> distance(wanted, KeyNode.uniform(candidate))));
    }

    private static int tolerance(String candidate) {
        return Math.max(1, candidate.length() / 3);
    }

    /** Edits of one letter: insert, delete, replace, or swap with the next (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int insertOrDelete = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        int best = Math.min(replace, insertOrDelete);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
