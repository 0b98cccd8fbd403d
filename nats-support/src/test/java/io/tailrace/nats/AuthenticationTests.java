package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.NKey;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.nats.testing.NatsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@SuppressWarnings("try") // a test may well be interrupted while it closes a connection
class AuthenticationTests {

    @TempDir
    Path directory;

    @Test
    void byUserAndPassword() throws Exception {
        assertConnects(
                "authorization { users: [ {user: agent, password: secret} ] }",
                Map.of("user", "agent", "password", "secret"));
    }

    @Test
    void byToken() throws Exception {
        assertConnects("authorization { token: secret }", Map.of("token", "secret"));
    }

    @Test
    void byTheSeedOfAnNkeyInAFile() throws Exception {
        NKey user = NKey.createUser(null);
        Path seed = write("agent.nk", new String(user.getSeed()) + "\n");
        assertConnects(
                "authorization { users: [ {nkey: %s} ] }".formatted(new String(user.getPublicKey())),
                Map.of("nkey", seed.toString()));
    }

    @Test
    void byACredentialsFile() throws Exception {
        try (Operator operator = new Operator()) {
            Path credentials = write("agent.creds", operator.userCredentials());
            assertConnects(operator.serverConfiguration(), Map.of("credentials", credentials.toString()));
        }
    }

    @Test
    void byAUserInTheAddress() throws Exception {
        String config = "authorization { users: [ {user: agent, password: secret} ] }";
        try (NatsServer server = NatsServer.builder().config(config).start();
                Connection connection = connect(Map.of("servers", "nats://agent:secret@127.0.0.1:" + server.port()))) {
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    void namesTheConnectionAfterServiceHostAndRole() throws Exception {
        try (NatsServer server = NatsServer.start();
                Connection connection = connect(Map.of("servers", "nats://127.0.0.1:1," + server.url()))) {
            assertThat(connection.getOptions().getConnectionName()).isEqualTo("log-agent@web-7/test");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "user=a,password=b,token=c; tailrace.nats has user and token, and only one",
                "credentials=/x,nkey=/y; tailrace.nats has credentials and nkey",
                "servers=nats://a:b@c,token=d; tailrace.nats has token and a user in servers",
                "user=a; tailrace.nats.user = a needs tailrace.nats.password as well",
                "password=b; tailrace.nats.password = ****** needs tailrace.nats.user as well",
                "credentials=/nowhere/x.creds; tailrace.nats.credentials = /nowhere/x.creds does not exist",
                "nkey=/dev; tailrace.nats.nkey = /dev is not a regular file",
                "nkey=/etc/hostname; tailrace.nats.nkey = /etc/hostname holds no seed of a user (SU...)",
                "credentials=/etc/hostname; tailrace.nats.credentials = /etc/hostname is not a credentials file",
                "servers=http://x; tailrace.nats.servers = http://x is not an address of a NATS server",
                "servers=nats://u:p@h:x; tailrace.nats.servers = nats://******@h:x is not an address",
                "ssl.handshake-first=true; tailrace.nats.ssl.handshake-first = true needs tailrace.nats.ssl.enabled",
                "inbox-prefix=a..b; tailrace.nats.inbox-prefix = a..b must be words",
            })
    void whatCanNotWorkIsRefusedByName(String properties, String message) {
        Map<String, String> values = new HashMap<>();
        for (String property : properties.split(",", -1)) {
            values.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        assertThatThrownBy(() -> options(values))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    private void assertConnects(String serverConfiguration, Map<String, String> properties) throws Exception {
        try (NatsServer server = NatsServer.builder()
                .config(serverConfiguration)
                .jetStream(false)
                .start()) {
            Map<String, String> all = new HashMap<>(properties);
            all.put("servers", server.url());
            try (Connection connection = connect(all)) {
                assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
            }
            assertThatThrownBy(() -> connect(Map.of("servers", server.url())))
                    .isInstanceOf(io.nats.client.AuthenticationException.class)
                    .hasMessageContaining("authentication: none");
        }
    }

    private static Connection connect(Map<String, String> properties) throws Exception {
        return new JnatsConnectionFactory(options(properties), new Roles(System::nanoTime))
                .connect("test", options -> {});
    }

    private static ConnectionOptions options(Map<String, String> properties) {
        return new ConnectionOptions(Properties.nats(properties), null, "log-agent@web-7", Backoff.standard());
    }

    private Path write(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content, StandardCharsets.UTF_8);
    }
}
