package io.tailrace.nats;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signs the server's nonce with the seed of a file, which may be replaced while the service runs. */
final class SeedFileAuthHandler implements AuthHandler {

    private final Path file;

    SeedFileAuthHandler(Path file) {
        this.file = file;
    }

    @Override
    public byte[] sign(byte[] nonce) {
        return withKey(key -> {
            try {
                return key.sign(nonce);
            } catch (GeneralSecurityException | IOException failure) {
                throw new IllegalStateException("can't sign with the seed in " + file, failure);
            }
        });
    }

    @Override
    public char[] getID() {
        return withKey(key -> {
            try {
                return key.getPublicKey();
            } catch (GeneralSecurityException | IOException failure) {
                throw new IllegalStateException("can't use the seed in " + file, failure);
            }
        });
    }

    @Override
    public char @Nullable [] getJWT() {
        return null;
    }

    private <T> T withKey(Function<NKey, T> use) {
        NKey key;
        try {
            key = SecretFile.seedIn(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            return use.apply(key);
        } finally {
            key.clear();
        }
    }
}
