package io.tailrace.nats;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service connects to NATS. One way to authenticate at most: credentials, nkey, token, or user and password.
 *
 * @param servers addresses of servers of the cluster, nats://, tls:// or ws://
 * @param connectionName what the server lists the connections as; service and host by default
 * @param credentials file with a user's JWT and seed, as nsc makes it
 * @param nkey file with a user's nkey seed
 * @param user user name; needs a password
 * @param password password of the user
 * @param token token, where the server knows no users
 * @param inboxPrefix first tokens of the subjects of replies, so that permissions can be narrow
 * @param jetstreamDomain domain of the JetStream, where it is not the one of the server
 * @param ssl encryption
 * @param connectTimeout how long an attempt to connect to one server may take
 * @param pingInterval how often an idle connection is checked
 */
@ConfigurationProperties("tailrace.nats")
record NatsProperties(
        @DefaultValue("nats://localhost:4222") List<String> servers,
        @Nullable String connectionName,
        @Nullable Path credentials,
        @Nullable Path nkey,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token,
        @DefaultValue("_INBOX") String inboxPrefix,
        @Nullable String jetstreamDomain,
        @DefaultValue Ssl ssl,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration pingInterval) {

    /**
     * Encryption of the connections.
     *
     * @param enabled whether to use TLS; by default where a bundle is named
     * @param bundle Spring Boot SSL bundle with the trusted and own certificates; without one the JDK's
     * @param handshakeFirst whether the server expects TLS from the first byte
     */
    record Ssl(
            @Nullable Boolean enabled,
            @Nullable String bundle,
            @DefaultValue("false") boolean handshakeFirst) {

        boolean isOn() {
            return enabled == null ? bundle != null : enabled;
        }
    }
}
