package io.tailrace.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Host names inside a subject. Inner single dots stay; every byte outside of {@code A-Z a-z 0-9 - _}, a leading or
 * trailing dot and the second of two dots is written {@code =XX}. Each name has exactly one escaped form.
 */
final class HostEscape {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HostEscape() {}

    static String escape(String host) {
        byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length + 8);
        boolean afterPlainDot = false;
        for (int i = 0; i < bytes.length; i++) {
            boolean dot = bytes[i] == '.' && i > 0 && i < bytes.length - 1 && !afterPlainDot;
            if (dot || isPlain(bytes[i])) {
                escaped.append((char) bytes[i]);
            } else {
                escaped.append('=').append(HEX.toHexDigits(bytes[i]));
            }
            afterPlainDot = dot;
        }
        return escaped.toString();
    }

    static String unescape(String escaped) {
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '=' && i + 2 < escaped.length()) {
                bytes.put((byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                throw notEscaped(escaped);
            }
        }
        String host;
        try {
            host = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw notEscaped(escaped);
        }
        // One name, one subject: what escapes differently was never written by an agent.
        if (!escape(host).equals(escaped)) {
            throw notEscaped(escaped);
        }
        return host;
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
    }

    private static IllegalArgumentException notEscaped(String text) {
        return new IllegalArgumentException("\"" + text + "\" is not an escaped host name");
    }
}
