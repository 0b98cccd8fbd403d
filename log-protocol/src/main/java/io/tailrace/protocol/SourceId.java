package io.tailrace.protocol;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The id of a source: a UUIDv7 (RFC 9562, section 5.7), random and ordered by the time it was minted. It is never
 * derived from the file, so no two sources can share it.
 *
 * @param value a UUID of version 7 and variant 2
 */
public record SourceId(UUID value) implements Comparable<SourceId> {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;
    private static final long RANDOM_A = 0x0fffL;
    private static final long RANDOM_B = 0x3fff_ffff_ffff_ffffL;

    public SourceId {
        if (value.version() != 7 || value.variant() != 2) {
            throw new IllegalArgumentException(value + " is not a UUID of version 7");
        }
    }

    /**
     * A new id: 48 bits of the clock's milliseconds, 74 random bits.
     *
     * @param clock tells when the source was first seen
     * @param random good enough that no id is ever drawn twice, in the whole fleet: a {@code SecureRandom}
     */
    public static SourceId mint(Clock clock, RandomGenerator random) {
        long high = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & RANDOM_A);
        long low = VARIANT_2 | (random.nextLong() & RANDOM_B);
        return new SourceId(new UUID(high, low));
    }

    /**
     * Reads the canonical form: 36 characters, lower case.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static SourceId parse(String text) {
        UUID value;
        try {
            value = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notCanonical(text);
        }
        // UUID reads more than one form of the same id: other case, missing zeros.
        if (!value.toString().equals(text)) {
            throw notCanonical(text);
        }
        return new SourceId(value);
    }

    /** When the id was minted, in milliseconds. */
    public Instant firstSeen() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    /** The last eight hex digits of the random part. */
    public String shortId() {
        return value.toString().substring(28);
    }

    /** Orders by time of minting: unsigned, as the text does. */
    @Override
    public int compareTo(SourceId other) {
        int byHigh = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    /** The canonical form, as {@link #parse} reads it. */
    @Override
    public String toString() {
        return value.toString();
    }

    private static IllegalArgumentException notCanonical(String text) {
        return new IllegalArgumentException(Excerpt.of(text) + " is not a UUID in its canonical form");
    }
}
