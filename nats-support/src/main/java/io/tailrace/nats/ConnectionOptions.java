package io.tailrace.nats;

import io.nats.client.Options;
import io.tailrace.config.InvalidConfigurationException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/** The options that all connections have in common. */
final class ConnectionOptions {

    private static final int FOREVER = -1;

    private final NatsProperties properties;
    private final Authentication authentication;
    private final @Nullable SslBundles bundles;
    private final String name;
    private final Backoff backoff;

    /**
     * @param bundles where an SSL bundle is looked up, null where there are none
     * @param name service and host, unless another name is configured
     * @throws InvalidConfigurationException where the configuration can't work
     */
    ConnectionOptions(NatsProperties properties, @Nullable SslBundles bundles, String name, Backoff backoff) {
        this.properties = properties;
        this.authentication = Authentication.of(properties);
        this.bundles = bundles;
        this.name = properties.connectionName() == null ? name : properties.connectionName();
        this.backoff = backoff;
        refuseHandshakeWithoutTls(properties.ssl());
        refuseBadInboxPrefix(properties.inboxPrefix());
        if (properties.servers().isEmpty()) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.servers", null, "has no address; write nats://host:4222");
        }
        for (String server : properties.servers()) {
            refuseBadAddress(server);
        }
        sslContext();
    }

    /** Options for a connection with a role of its own. */
    Options.Builder forRole(String role) {
        Options.Builder options = new Options.Builder()
                .servers(properties.servers().toArray(String[]::new))
                .connectionName(name + "/" + role)
                .connectionTimeout(properties.connectTimeout())
                .pingInterval(properties.pingInterval())
                .inboxPrefix(properties.inboxPrefix())
                .maxReconnects(FOREVER)
                .reconnectDelayHandler(backoff::delay)
                // The writer flushes when its queue is empty; one more flush a request costs a system call each.
                .dontForceFlushOnRequest();
        authentication.addTo(options);
        @Nullable SSLContext context = sslContext();
        if (context != null) {
            options.sslContext(context);
        }
        if (properties.ssl().handshakeFirst()) {
            options.tlsFirst();
        }
        return options;
    }

    /** Who connects, without any secret. */
    String authentication() {
        return authentication.description();
    }

    /** The servers as configured. */
    String servers() {
        return String.join(",", properties.servers()).replaceAll("//[^/@,]*@", "//******@");
    }

    /** Made anew for each connection, so that it holds the certificates of today. */
    private @Nullable SSLContext sslContext() {
        NatsProperties.Ssl ssl = properties.ssl();
        if (!ssl.isOn()) {
            return null;
        }
        try {
            return ssl.bundle() == null || bundles == null
                    ? SSLContext.getDefault()
                    : bundles.getBundle(ssl.bundle()).createSslContext();
        } catch (NoSuchSslBundleException unknown) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.ssl.bundle",
                    ssl.bundle(),
                    "is not an SSL bundle; declare it under spring.ssl.bundle.pem.%1$s or spring.ssl.bundle.jks.%1$s"
                            .formatted(ssl.bundle()));
        } catch (NoSuchAlgorithmException | IllegalStateException unusable) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.ssl.bundle", ssl.bundle(), "can't be used: " + rootMessage(unusable));
        }
    }

    private static void refuseHandshakeWithoutTls(NatsProperties.Ssl ssl) {
        if (ssl.handshakeFirst() && !ssl.isOn()) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.ssl.handshake-first", true, "needs tailrace.nats.ssl.enabled = true or a bundle");
        }
    }

    private static void refuseBadInboxPrefix(String prefix) {
        if (!prefix.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?")) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.inbox-prefix",
                    prefix,
                    "must be words of letters, digits, - and _ with dots between");
        }
    }

    private static void refuseBadAddress(String server) {
        try {
            new Options.Builder().server(server).build();
        } catch (IllegalArgumentException notOne) {
            throw new InvalidConfigurationException(
                    "tailrace.nats.servers",
                    server,
                    "is not an address of a NATS server; write nats://host:4222, tls://host:4222 or ws://host:8080");
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
