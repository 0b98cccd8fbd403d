package io.tailrace.suite.chaos;

import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells the services of one build from those of another. */
final class Build {

    private static final int SHORT = 12;

    private Build() {}

    /** The same for the same jars. */
    static String id() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Service service : Service.values()) {
                digest.update(Files.readAllBytes(service.jar()));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
