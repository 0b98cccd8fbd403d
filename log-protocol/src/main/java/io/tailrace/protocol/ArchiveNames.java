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
 */
public final class ArchiveNames {

    /** The link beside a path's archive files to the newest of them. */
    public static final String CURRENT = "current";

    /** The directory of a host's messages that came without Tailrace's headers. */
    public static final String PLAIN = "_plain";

    private static final DateTimeFormatter FIRST_SEEN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ARCHIVE_FILE = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z~.*");

    // Linux file systems take 255 bytes a name and 4,096 a path; the archive's own directory needs some of the latter.
    private static final int MAX_COMPONENT = 240;
    private static final int MAX_PATH = 2048;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ArchiveNames() {}

    /** The archive file of a source: {@code <first seen>~<short id>.log}. */
    public static String file(SourceId source) {
        return FIRST_SEEN.format(source.firstSeen()) + "~" + source.shortId() + ".log";
    }

    /** The directory of a host, one component. */
    public static String host(String host) {
        return component(host);
    }

    /** The directory of a path below its host's, one or more components joined by {@code /}. */
    public static String directory(String path) {
        String[] names = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        List<String> components = new ArrayList<>();
        int length = 0;
        for (String name : names) {
            String component = component(name);
            length += component.length() + 1;
            if (length > MAX_PATH) {
                components.add("%~" + hash(path));
                break;
            }
            components.add(component);
        }
        return String.join("/", components);
    }

    /**
     * One component. A {@code %} of the name is itself escaped, so a {@code %} in the result always begins an escape:
     * {@code %XX} for a byte, {@code %~<hash>} behind a name that was cut, {@code %} alone for an empty name.
     */
    private static String component(String name) {
        if (name.isEmpty()) {
            return "%";
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean reserved = name.equals(".")
                || name.equals("..")
                || name.equals(CURRENT)
                || name.startsWith("_")
                || name.startsWith("-")
                || ARCHIVE_FILE.matcher(name).matches();
        StringBuilder escaped = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((i == 0 && reserved) || c < ' ' || c == 0x7f || c == '%' || c == '/') {
                escaped.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                escaped.append(c);
            }
        }
        byte[] encoded = escaped.toString().getBytes(StandardCharsets.UTF_8);
        return encoded.length <= MAX_COMPONENT ? escaped.toString() : cut(encoded) + "%~" + hash(bytes);
    }

    private static String cut(byte[] encoded) {
        int end = MAX_COMPONENT - 40;
        while ((encoded[end] & 0xc0) == 0x80) {
            end--;
        }
        String kept = new String(encoded, 0, end, StandardCharsets.UTF_8);
        int escape = kept.lastIndexOf('%');
        return escape > kept.length() - 3 && escape >= 0 ? kept.substring(0, escape) : kept;
    }

    private static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
