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
        if (staysAsItIs(host)) {
            return host;
        }
        byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length + 8);
        boolean afterPlainDot = false;
        for (int i = 0; i < bytes.length; i++) {
            boolean dot = bytes[i] == '.' && i > 0 && i < bytes.length - 1 && !afterPlainDot;
            if (dot || isPlain((char) (bytes[i] & 0xff))) {
                escaped.append((char) bytes[i]);
            } else {
                escaped.append('=').append(HEX.toHexDigits(bytes[i]));
            }
            afterPlainDot = dot;
        }
        return escaped.toString();
    }

    /**
     * Reads the one escaped form of a name.
     *
     * @throws IllegalArgumentException when the text is no escaped name, or another form than {@link #escape} gives
     */
    static String unescape(String escaped) {
        if (staysAsItIs(escaped)) {
            return escaped;
        }
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '=' && isHexByte(escaped, i + 1)) {
                bytes.put((byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else if (c == '.' || isPlain(c)) {
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

    /** Almost every name does, and then costs no copy. */
    private static boolean staysAsItIs(String host) {
        boolean afterDot = true;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean dot = c == '.';
            if (dot ? afterDot : !isPlain(c)) {
                return false;
            }
            afterDot = dot;
        }
        return !afterDot;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static boolean isHexByte(String text, int at) {
        return at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }

    private static IllegalArgumentException notEscaped(String text) {
        return new IllegalArgumentException(Excerpt.of(text) + " is not an escaped host name");
    }
}
