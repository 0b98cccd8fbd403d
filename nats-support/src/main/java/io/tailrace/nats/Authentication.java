package io.tailrace.nats;

import io.nats.client.Nats;
import io.nats.client.Options;
import io.tailrace.config.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a service shows to NATS who it is. */
sealed interface Authentication {

    /** Adds it to the options of a connection. */
    void addTo(Options.Builder options);

    /** Who that is, without any secret, for messages. */
    String description();

    /**
     * The one way that is configured.
     *
     * @throws InvalidConfigurationException where several are, or a half, or a file that can't be used
     */
    static Authentication of(NatsProperties properties) {
        @Nullable String user = given(properties.user());
        @Nullable String password = given(properties.password());
        @Nullable String token = given(properties.token());
        refuseSeveral(properties, user, token);
        if (properties.credentials() != null) {
            return new Credentials(SecretFile.credentials("tailrace.nats.credentials", properties.credentials()));
        }
        if (properties.nkey() != null) {
            return new NKeySeed(SecretFile.seed("tailrace.nats.nkey", properties.nkey()));
        }
        if (user != null && password != null) {
            return new UserAndPassword(user, password);
        }
        if (user != null) {
            throw new InvalidConfigurationException("tailrace.nats.user", user, "needs tailrace.nats.password as well");
        }
        if (password != null) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.password", password, "needs tailrace.nats.user as well");
        }
        return token == null ? new Anonymous() : new Token(token);
    }

    private static void refuseSeveral(NatsProperties properties, @Nullable String user, @Nullable String token) {
        List<String> ways = new ArrayList<>();
        if (properties.credentials() != null) {
            ways.add("credentials");
        }
        if (properties.nkey() != null) {
            ways.add("nkey");
        }
        if (user != null) {
            ways.add("user");
        }
        if (token != null) {
            ways.add("token");
        }
        if (properties.servers().stream().anyMatch(server -> server.contains("@"))) {
            ways.add("a user in servers");
        }
        if (ways.size() > 1) {
            throw new InvalidConfigurationException(
                    "tailrace.nats",
                    null,
                    "has " + String.join(" and ", ways) + ", and only one of them can be used; remove the others");
        }
    }

    /** An environment variable may be there and empty. */
    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Nobody in particular, or whoever the servers' addresses name. */
    record Anonymous() implements Authentication {
        @Override
        public void addTo(Options.Builder options) {}

        @Override
        public String description() {
            return "none";
        }
    }

    /** A user of the server's configuration. */
    record UserAndPassword(String user, String password) implements Authentication {
        @Override
        public void addTo(Options.Builder options) {
            options.userInfo(user, password);
        }

        @Override
        public String description() {
            return "user " + user;
        }
    }

    /** Anybody who knows the token. */
    record Token(String token) implements Authentication {
        @Override
        public void addTo(Options.Builder options) {
            options.token(token.toCharArray());
        }

        @Override
        public String description() {
            return "token";
        }
    }

    /** The holder of a seed; the file is read again for each connect. */
    record NKeySeed(Path file) implements Authentication {
        @Override
        public void addTo(Options.Builder options) {
            options.authHandler(new SeedFileAuthHandler(file));
        }

        @Override
        public String description() {
            return "nkey " + file;
        }
    }

    /** A user with a JWT; the file is read again for each connect. */
    record Credentials(Path file) implements Authentication {
        @Override
        public void addTo(Options.Builder options) {
            options.authHandler(Nats.credentials(file.toString()));
        }

        @Override
        public String description() {
            return "credentials " + file;
        }
    }
}
