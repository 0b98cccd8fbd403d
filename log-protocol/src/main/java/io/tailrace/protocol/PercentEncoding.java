package io.tailrace.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text in a header, which NATS clients keep to printable ASCII: UTF-8 bytes outside of it, and {@code %}, as {@code %XX}. */
final class PercentEncoding {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            // Clients trim header values, so a space at either end would be lost.
            boolean edgeSpace = b == ' ' && (i == 0 || i == bytes.length - 1);
            if (b >= ' ' && b <= '~' && b != '%' && !edgeSpace) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    static String decode(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    throw new IllegalArgumentException("\"" + encoded + "\" ends within a % escape");
                }
                bytes.put((byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else if (c >= ' ' && c <= '~') {
                bytes.put((byte) c);
            } else {
                throw new IllegalArgumentException("\"" + encoded + "\" holds more than printable ASCII");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("\"" + encoded + "\" is not percent-encoded UTF-8", e);
        }
    }
}
