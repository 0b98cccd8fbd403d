package io.tailrace.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text in a header, which NATS clients keep to printable ASCII: UTF-8 bytes outside of it, {@code %}, and a space at
 * either end, which clients trim, as {@code %XX}.
 */
final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String encode(String text) {
        if (staysAsItIs(text)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean trimmed = c == ' ' && (i == 0 || i == bytes.length - 1);
            if (isPlain(c) && !trimmed) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }

    /** How long the encoded text is, in bytes. */
    static int encodedLength(String text) {
        return encode(text).length();
    }

    /**
     * Reads any percent-encoding, also one that escapes more than it must or in lower case.
     *
     * @throws IllegalArgumentException when an escape is broken or the bytes are not UTF-8 in printable ASCII
     */
    static String decode(String encoded) {
        if (staysAsItIs(encoded)) {
            return encoded;
        }
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.put(escapedByte(encoded, i));
                i += 2;
            } else if (isPrintable(c)) {
                bytes.put((byte) c);
            } else {
                throw new IllegalArgumentException(Excerpt.of(encoded) + " holds more than printable ASCII");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(Excerpt.of(encoded) + " is not percent-encoded UTF-8", e);
        }
    }

    /** Almost every path does, and then costs no copy. */
    private static boolean staysAsItIs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                return false;
            }
        }
        return !text.startsWith(" ") && !text.endsWith(" ");
    }

    private static boolean isPlain(char c) {
        return isPrintable(c) && c != '%';
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }

    private static byte escapedByte(String encoded, int percent) {
        if (percent + 2 < encoded.length()
                && HexFormat.isHexDigit(encoded.charAt(percent + 1))
                && HexFormat.isHexDigit(encoded.charAt(percent + 2))) {
            return (byte) HexFormat.fromHexDigits(encoded, percent + 1, percent + 3);
        }
        throw new IllegalArgumentException(Excerpt.of(encoded) + " holds a % that two hex digits do not follow");
    }
}
