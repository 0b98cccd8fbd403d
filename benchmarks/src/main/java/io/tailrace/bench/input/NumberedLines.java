package io.tailrace.bench.input;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Lines of a web server's log, each of exactly {@link #LENGTH} bytes and with its number in it. So the line with number
 * {@code n} of a file is at offset {@code n * LENGTH}, and a line that turns up anywhere says which one it is.
 */
public final class NumberedLines {

    /** Of a line with its line end, in bytes. */
    public static final int LENGTH = 150;

    private static final int VARIANTS = 1 << 10;
    private static final int BLOCK = 1 << 12;
    private static final String MARK = " id=";
    private static final int DIGITS = 12;

    private final byte[] variants = new byte[VARIANTS * LENGTH];
    private final int numberAt;

    public NumberedLines() {
        // The same lines for everybody, so that figures of different days are of the same bytes.
        Random random = new Random(5);
        int at = 0;
        for (int variant = 0; variant < VARIANTS; variant++) {
            String line = "10.%d.%d.%d - - [25/Nov/2026:01:50:07 +0000]"
                    .formatted(100 + random.nextInt(100), 100 + random.nextInt(100), 100 + random.nextInt(100));
            at = line.length() + MARK.length();
            StringBuilder text = new StringBuilder(line).append(MARK).append("0".repeat(DIGITS));
            text.append(" \"GET /shop/%08x/%08x HTTP/1.1\" 200 %d \"Mozilla/5.0 (X11; Linux x86_64)\" "
                    .formatted(random.nextInt(), random.nextInt(), 1000 + random.nextInt(9000)));
            text.append("-".repeat(Math.max(0, LENGTH - 1 - text.length()))).setLength(LENGTH - 1);
            byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, variants, variant * LENGTH, LENGTH);
        }
        this.numberAt = at;
    }

    /** The lines from one number on. */
    public byte[] lines(long first, int count) {
        byte[] out = new byte[count * LENGTH];
        for (int line = 0; line < count; line++) {
            long number = first + line;
            int to = line * LENGTH;
            System.arraycopy(variants, (int) (number % VARIANTS) * LENGTH, out, to, LENGTH);
            for (int digit = to + numberAt + DIGITS - 1; number > 0; digit--, number /= 10) {
                out[digit] = (byte) ('0' + number % 10);
            }
        }
        return out;
    }

    /**
     * The number of a line.
     *
     * @param from where in the bytes it begins
     * @return -1 when what is there is no such line
     */
    public long number(byte[] bytes, int from) {
        if (from + LENGTH > bytes.length) {
            return -1;
        }
        long number = 0;
        for (int at = from + numberAt; at < from + numberAt + DIGITS; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Writes a file that holds so many of them. */
    public void write(Path file, long first, long count) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < count; written += BLOCK) {
                out.write(lines(first + written, (int) Math.min(BLOCK, count - written)));
            }
        }
    }
}
