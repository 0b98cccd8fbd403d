package io.tailrace.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where in an archive a source belongs. The one rule by which a host's and a path's own names become names of
 * directories: whatever they say, the result stays inside of the archive, fits the file system, and differs where they
 * differ. Every collector and every rebuild derives the same names.
 *
 * <p>No directory's name begins with {@code _} or looks like an archive file's: those names are the collector's own, for
 * whatever it keeps beside the directories.
 */
public final class ArchiveNames {

    /** The link beside a path's archive files to the newest of them. */
    public static final String CURRENT = "current";

    /** The directory of a host's messages that came without Tailrace's headers. */
    public static final String PLAIN = "_plain";

    private static final DateTimeFormatter FIRST_SEEN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    // A hostile id may lie beyond the year 9999, whose fifth digit comes with a sign.
    private static final Pattern ARCHIVE_FILE = Pattern.compile("\\+?\\d{8,9}T\\d{6}\\.\\d{3}Z~");

    // Made by mkfs at the root of a volume, for root alone: a host of this name would look like a broken disk.
    private static final String LOST_AND_FOUND = "lost+found";

    // In bytes. Linux file systems take 255 a name and 4,096 a path; the archive's own directory needs some of the
    // latter.
    private static final int MAX_COMPONENT = 240;
    private static final int MAX_PATH = 2048;

    private static final String EMPTY = "%";
    private static final String RELATIVE = "%.";
    private static final String CUT = "%~";
    private static final int CUT_AND_HASH = CUT.length() + 32;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ArchiveNames() {}

    /** The archive file of a source: {@code <first seen>~<short id>.log}. */
    public static String file(SourceId source) {
        return FIRST_SEEN.format(source.firstSeen()) + "~" + source.shortId() + ".log";
    }

    /** The directory of a host: one component. */
    public static String host(String host) {
        return component(host);
    }

    /**
     * The directory of a path below its host's: one or more components joined by {@code /}, at most 2,048 bytes. The
     * first slash of an absolute path is left out; a relative path is put under {@code %.} instead.
     */
    public static String directory(String path) {
        List<String> components = new ArrayList<>();
        if (!path.startsWith("/")) {
            components.add(RELATIVE);
        }
        for (String name : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
            components.add(component(name));
        }
        String directory = String.join("/", components);
        return utf8(directory).length <= MAX_PATH ? directory : cutBehind(components, directory);
    }

    private static String cutBehind(List<String> components, String directory) {
        StringBuilder kept = new StringBuilder();
        int room = MAX_PATH - CUT_AND_HASH;
        for (String component : components) {
            room -= utf8(component).length + 1;
            if (room < 0) {
                break;
            }
            kept.append(component).append('/');
        }
        return kept.append(CUT).append(hash(directory)).toString();
    }

    private static String component(String name) {
        String escaped = escape(name);
        byte[] bytes = utf8(escaped);
        return bytes.length <= MAX_COMPONENT ? escaped : cut(bytes) + CUT + hash(escaped);
    }

    /**
     * The name with all in it escaped that a directory must not be called. A {@code %} of the name is itself escaped, so
     * a {@code %} in the result always begins an escape, and no two names have the same result: {@code %XX} for a byte;
     * beyond this method {@code %~<hash>} behind what was cut, {@code %.} before a relative path; {@code %} alone for an
     * empty name.
     */
    private static String escape(String name) {
        if (name.isEmpty()) {
            return EMPTY;
        }
        boolean reserved = isReserved(name);
        StringBuilder escaped = new StringBuilder(name.length() + 8);
        name.codePoints().forEach(codePoint -> {
            boolean first = escaped.length() == 0;
            if ((first && reserved) || isUnsafe(codePoint)) {
                appendEscaped(codePoint, escaped);
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    private static boolean isReserved(String name) {
        return name.equals(".")
                || name.equals("..")
                || name.equals(CURRENT)
                || name.equals(LOST_AND_FOUND)
                || name.startsWith("_")
                || name.startsWith("-")
                || ARCHIVE_FILE.matcher(name).lookingAt();
    }

    private static boolean isUnsafe(int codePoint) {
        return codePoint == '/'
                || codePoint == '%'
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    /**
     * The UTF-8 bytes of a code point below {@code U+10000}, by hand: Java encodes every unpaired surrogate as
     * {@code ?}, so that names that differ would meet.
     */
    private static void appendEscaped(int codePoint, StringBuilder escaped) {
        if (codePoint < 0x80) {
            appendEscapedByte(codePoint, escaped);
        } else if (codePoint < 0x800) {
            appendEscapedByte(0xc0 | (codePoint >> 6), escaped);
            appendEscapedByte(0x80 | (codePoint & 0x3f), escaped);
        } else {
            appendEscapedByte(0xe0 | (codePoint >> 12), escaped);
            appendEscapedByte(0x80 | ((codePoint >> 6) & 0x3f), escaped);
            appendEscapedByte(0x80 | (codePoint & 0x3f), escaped);
        }
    }

    private static void appendEscapedByte(int value, StringBuilder escaped) {
        escaped.append('%').append(HEX.toHexDigits((byte) value));
    }

    /** As much of an escaped name as leaves room for its hash, whole characters and whole escapes. */
    private static String cut(byte[] escaped) {
        int end = MAX_COMPONENT - CUT_AND_HASH;
        while ((escaped[end] & 0xc0) == 0x80) {
            end--;
        }
        String kept = new String(escaped, 0, end, StandardCharsets.UTF_8);
        int escape = kept.lastIndexOf('%');
        return escape >= 0 && escape > kept.length() - 3 ? kept.substring(0, escape) : kept;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(text));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
