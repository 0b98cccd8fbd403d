package io.tailrace.suite.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tailrace.suite.scripts.Checkout.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code bin/} takes nats-server and Maven from, with a web server of our own in place of the official ones. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ObtainingToolsTests {

    private static final String NATS_SERVER = "nats-server-v2.99.0-linux-amd64";
    private static final String MAVEN = "apache-maven-3.99.0";

    @TempDir
    Path root;

    private Checkout checkout;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        checkout = new Checkout(root);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        checkout.pin("NATS_SERVER_VERSION=2.99.0");
        checkout.pin("MAVEN_VERSION=3.99.0");
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        checkout.setVariable("NATS_SERVER_DOWNLOADS", address + "/nats");
        checkout.setVariable("MAVEN_DOWNLOADS", address + "/maven");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesTheServerThatTheEnvironmentNames() throws Exception {
        Path given = natsServer("my-nats", "2.11.0");
        checkout.setVariable("NATS_SERVER", given.toString());

        assertThat(findNatsServer().stdout()).isEqualTo(given + "\n");
    }

    @Test
    void refusesWhatTheEnvironmentNamesAndIsNone() throws Exception {
        checkout.setVariable("NATS_SERVER", "/nowhere/nats-server");

        assertThat(findNatsServer())
                .returns(1, Result::exitCode)
                .returns("bash: NATS_SERVER=/nowhere/nats-server is not a nats-server 2.10 or newer\n", Result::stderr);
    }

    @Test
    void takesTheServerOnThePath() throws Exception {
        checkout.installTool("nats-server", "echo nats-server: v2.15.2");

        assertThat(findNatsServer().stdout()).isEqualTo(checkout.resolve("userland/nats-server") + "\n");
    }

    @Test
    void passesOverAServerOnThePathThatIsTooOld() throws Exception {
        checkout.installTool("nats-server", "echo nats-server: v2.9.10");
        Files.createDirectory(root.resolve(".tools"));
        Path obtained = natsServer(".tools/nats-server", "2.14.5");

        assertThat(findNatsServer().stdout()).isEqualTo(obtained + "\n");
    }

    @Test
    void downloadsTheReleaseWhoseChecksumIsPinned() throws Exception {
        pinNatsServer(serveNatsServer());

        Result result = findNatsServer();

        assertThat(result.stderr()).contains("go is not installed", "pip is not installed");
        assertThat(result.stdout()).isEqualTo(root.resolve(".tools/nats-server") + "\n");
        assertThat(root.resolve(".tools")).isDirectoryNotContaining("glob:**obtain*");
        server.stop(0);
        assertThat(findNatsServer().stdout()).as("it is obtained once").isEqualTo(result.stdout());
    }

    @Test
    void refusesADownloadWithAnotherChecksum() throws Exception {
        String sum = serveNatsServer();
        pinNatsServer("0000");

        Result result = findNatsServer();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .contains("is not what was pinned: its SHA-256 is " + sum + ", not 0000")
                .contains("no way to obtain nats-server worked");
        assertThat(root.resolve(".tools")).isEmptyDirectory();
    }

    @Test
    void goesOnToTheNextWayWhenOneFails() throws Exception {
        checkout.installTool("go", "echo no network >&2; exit 1");
        pinNatsServer(serveNatsServer());

        Result result = findNatsServer();

        assertThat(result.stderr()).contains("no network");
        assertThat(result.stdout()).isEqualTo(root.resolve(".tools/nats-server") + "\n");
    }

    @Test
    void usesThePinnedMavenWhereThereIsNone() throws Exception {
        Path content = Files.createDirectories(root.resolve("served/" + MAVEN + "/bin"));
        Checkout.executable(content.resolve("mvn"), "echo maven ran with \"$@\"");
        String sum = serve(MAVEN, "/maven/3.99.0/binaries/" + MAVEN + "-bin.tar.gz");
        checkout.pin("maven_sha256() { echo " + sum + "; }");

        Result result = checkout.run("maven.sh", "$(find_maven) -B verify");

        assertThat(result.stdout()).isEqualTo("maven ran with -B verify\n");
    }

    @Test
    void usesTheMavenOnThePathWhereItIsNewEnough() throws Exception {
        checkout.installTool("mvn", "echo Apache Maven 3.8.7");
        assertThat(checkout.run("maven.sh", "find_maven").stdout()).isEqualTo(checkout.resolve("userland/mvn") + "\n");

        checkout.installTool("mvn", "echo Apache Maven 3.6.3");
        assertThat(checkout.run("maven.sh", "find_maven").stdout()).isEqualTo(checkout.resolve("mvnw") + "\n");
    }

    private Result findNatsServer() throws IOException, InterruptedException {
        return checkout.run("nats-server.sh", "find_nats_server");
    }

    private Path natsServer(String name, String version) throws IOException {
        return Checkout.executable(root.resolve(name), "echo nats-server: v" + version);
    }

    private void pinNatsServer(String sum) throws IOException {
        checkout.pin("nats_server_sha256() { echo " + sum + "; }");
    }

    /** Serves a release of nats-server and returns its SHA-256. */
    private String serveNatsServer() throws Exception {
        Files.createDirectories(root.resolve("served/" + NATS_SERVER));
        natsServer("served/" + NATS_SERVER + "/nats-server", "2.99.0");
        return serve(NATS_SERVER, "/nats/v2.99.0/" + NATS_SERVER + ".tar.gz");
    }

    private String serve(String directory, String path) throws Exception {
        Path archive = root.resolve("served.tar.gz");
        int tar = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", "served", directory)
                .directory(root.toFile())
                .start()
                .waitFor();
        assertThat(tar).isZero();
        byte[] bytes = Files.readAllBytes(archive);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
