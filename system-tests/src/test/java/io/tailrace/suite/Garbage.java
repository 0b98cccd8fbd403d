package io.tailrace.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A program that makes its garbage collector work, and so write its log, for each line that it is given. */
final class Garbage {

    private static final int OBJECTS_PER_LINE = 1_500;

    private Garbage() {}

    public static void main(String... arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            long total = 0;
            for (int object = 0; object < OBJECTS_PER_LINE; object++) {
                total += new byte[10_000].length;
            }
            System.out.println(total);
        }
    }
}
