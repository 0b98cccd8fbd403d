package io.tailrace.protocol;

import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The checksum of a message's payload: CRC-32C (RFC 3720, appendix B.4), by which an agent that comes back can tell whether a
 * file still has the bytes that the stream has, and a collector whether a payload is what was sent.
 */
public final class Checksum {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}");

    private Checksum() {}

    /** Of all of a payload. */
    public static int of(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }

    /** The form of the {@code Log-Crc} header: eight hex digits, lower case. */
    static String format(int checksum) {
        return HexFormat.of().toHexDigits(checksum);
    }

    static int parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a checksum is eight hex digits in lower case, not " + Excerpt.of(text));
        }
        return HexFormat.fromHexDigits(text);
    }
}
