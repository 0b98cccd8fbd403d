package io.tailrace.protocol;

import java.util.Random;

/** Random input that can be had again: prints its seed, and takes the one given by {@code -Dseed=}. */
final class RandomInput {

    private final long seed;
    private final Random random;

    private RandomInput(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    static RandomInput of(Object test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(test.getClass().getSimpleName() + ": -Dseed=" + seed);
        return new RandomInput(seed);
    }

    Random random() {
        return random;
    }

    /** What a failure must say to be repeated. */
    String description() {
        return "-Dseed=" + seed;
    }

    /** Up to {@code maxLength} characters of {@code alphabet}. */
    String text(String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(maxLength + 1); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Up to {@code maxLength} characters of one to four bytes each, without unpaired surrogates. */
    String unicodeText(int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(maxLength + 1); left > 0; left--) {
            int bound =
                    switch (random.nextInt(4)) {
                        case 0 -> 0x80;
                        case 1 -> 0x800;
                        case 2 -> 0x10000;
                        default -> 0x110000;
                    };
            int codePoint = random.nextInt(bound);
            text.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? '?' : codePoint);
        }
        return text.toString();
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
