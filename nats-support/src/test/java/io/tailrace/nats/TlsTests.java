package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

@Timeout(60)
@SuppressWarnings("try") // a test may well be interrupted while it closes a connection
class TlsTests {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static KeyStore store = emptyStore();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "nats",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        pem(
                "key.pem",
                "PRIVATE KEY",
                store.getKey("nats", PASSWORD.toCharArray()).getEncoded());
        pem("cert.pem", "CERTIFICATE", store.getCertificate("nats").getEncoded());
    }

    @Test
    void connectsWithABundle() throws Exception {
        try (NatsServer server = server("");
                Connection connection = connect(server, Map.of("ssl.bundle", "nats"))) {
            assertThat(Objects.requireNonNull(connection.getServerInfo()).isTLSRequired())
                    .isTrue();
        }
    }

    @Test
    void shakesHandsFirst() throws Exception {
        try (NatsServer server = server("handshake_first: true");
                Connection connection = connect(server, Map.of("ssl.bundle", "nats", "ssl.handshake-first", "true"))) {
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    void saysWhyAServerIsNotTrusted() throws Exception {
        try (NatsServer server = server("")) {
            assertThatThrownBy(() -> connect(server, Map.of("ssl.enabled", "true")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    private static NatsServer server(String extra) {
        return NatsServer.builder()
                .config("tls { cert_file: \"%s\", key_file: \"%s\"\n%s }"
                        .formatted(directory.resolve("cert.pem"), directory.resolve("key.pem"), extra))
                .start();
    }

    private static Connection connect(NatsServer server, Map<String, String> ssl) throws Exception {
        SslBundle bundle = SslBundle.of(SslStoreBundle.of(null, null, store));
        Map<String, String> properties = new java.util.HashMap<>(ssl);
        properties.put("servers", server.url());
        ConnectionOptions options = new ConnectionOptions(
                Properties.nats(properties),
                new DefaultSslBundleRegistry("nats", bundle),
                "test@host",
                Backoff.standard());
        return new JnatsConnectionFactory(options, new Roles(System::nanoTime)).connect("test", builder -> {});
    }

    private static void pem(String name, String type, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                directory.resolve(name), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64));
    }

    private static KeyStore emptyStore() {
        try {
            return KeyStore.getInstance("PKCS12");
        } catch (java.security.KeyStoreException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
