package io.tailrace.nats;

import io.nats.client.NKey;
import io.tailrace.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that hold a seed, alone or beside a JWT. They are checked at the start so that a wrong path is known at once. */
final class SecretFile {

    /** A user's seed: S, U and base 32. */
    private static final Pattern SEED = Pattern.compile("\\bSU[A-Z2-7]{56}\\b");

    private static final Pattern JWT = Pattern.compile("-----BEGIN NATS USER JWT-----\\s+\\S+");

    private SecretFile() {}

    /** A file as {@code nsc generate creds} writes it. */
    static Path credentials(String key, Path file) {
        String content = read(key, file);
        if (!JWT.matcher(content).find() || !SEED.matcher(content).find()) {
            throw new InvalidConfigurationException(
                    key, file, "is not a credentials file: it must hold a user's JWT and seed, as nsc generates it");
        }
        return file;
    }

    /** A file with a user's seed. */
    static Path seed(String key, Path file) {
        if (SEED.matcher(file.toString()).matches()) {
            throw new InvalidConfigurationException(
                    key, null, "is the seed itself; write the seed to a file and name the file here");
        }
        try {
            seedIn(read(key, file)).clear();
            return file;
        } catch (IllegalArgumentException noSeed) {
            throw new InvalidConfigurationException(key, file, "holds no seed of a user (SU...)");
        }
    }

    /**
     * The key pair of the seed in a text.
     *
     * @throws IllegalArgumentException where there is none
     */
    static NKey seedIn(String content) {
        Matcher seed = SEED.matcher(content);
        if (!seed.find()) {
            throw new IllegalArgumentException("no seed");
        }
        return NKey.fromSeed(seed.group().toCharArray());
    }

    private static String read(String key, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidConfigurationException(
                    key, file, Files.exists(file) ? "is not a regular file" : "does not exist");
        }
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new InvalidConfigurationException(
                    key,
                    file,
                    "can't be read by user %s (%s); change its owner or mode"
                            .formatted(
                                    System.getProperty("user.name"),
                                    failure.getClass().getSimpleName()));
        }
    }
}
