package io.tailrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class TailraceApplicationTests {

    private final AtomicInteger exitCode = new AtomicInteger(-1);

    @TempDir
    Path directory;

    @Test
    void startsWithoutAnyConfigurationAndWithoutNats() {
        try (ConfigurableApplicationContext context = start("--server.port=0")) {
            assertThat(context).isNotNull();
            assertThat(context.isRunning()).isTrue();
            assertThat(context.getBean(TailraceProperties.class))
                    .isEqualTo(new TailraceProperties("LOGS", "logs", 16, "LOG_AGENTS"));
        }
        assertThat(exitCode).hasValue(-1);
    }

    @Test
    void reportsAllMistakesOfAFileWithTheirLinesAndExitsWith78(CapturedOutput output) throws Exception {
        Path file = write("""
                tailrace:
                  partitions: many
                  agnet:
                    host: a
                  nats:
                    connect-timeout: 30
                """);
        start("--spring.config.additional-location=" + file);
        assertThat(exitCode).hasValue(78);
        assertThat(output)
                .contains("tailrace.partitions = many is not a whole number; write digits only (" + file + ":2)")
                .contains("tailrace.agnet is not a key. Did you mean \"agent\"? (" + file + ":4)")
                .contains("tailrace.nats.connect-timeout = 30 has no unit; write 30s for seconds (or ms, m, h, d) ("
                        + file + ":6)")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsWhatValidationRefuses(CapturedOutput output) throws Exception {
        Path file = write("tailrace: {partitions: 0, subject-prefix: 'a b'}\n");
        start("--spring.config.additional-location=" + file);
        assertThat(exitCode).hasValue(78);
        assertThat(output)
                .contains("tailrace.partitions = 0 must be greater than or equal to 1 (" + file + ":1)")
                .contains("tailrace.subject-prefix = a b must be one or more words of letters")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsWhatABeanRefuses(CapturedOutput output) throws Exception {
        Path file = write("tailrace.nats:\n  credentials: /nowhere/x.creds\n");
        start("--spring.config.additional-location=" + file);
        assertThat(exitCode).hasValue(78);
        assertThat(output)
                .contains("tailrace.nats.credentials = /nowhere/x.creds does not exist (" + file + ":2)")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsAnUnknownSslBundle(CapturedOutput output) {
        start("--tailrace.nats.ssl.bundle=nats");
        assertThat(exitCode).hasValue(78);
        assertThat(output)
                .contains(
                        "tailrace.nats.ssl.bundle = nats is not an SSL bundle; declare it under spring.ssl.bundle.pem.nats")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsAConstantThatDoesNotExist(CapturedOutput output) {
        start("--example.policy=some");
        assertThat(exitCode).hasValue(78);
        assertThat(output)
                .contains("example.policy = some is not accepted; use all or fire-and-forget")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsAFileThatIsNotYaml(CapturedOutput output) throws Exception {
        Path file = write("tailrace:\n  nats: [\n");
        start("--spring.config.additional-location=" + file);
        assertThat(exitCode).hasValue(78);
        assertThat(output).contains("is not YAML").doesNotContain("\tat ");
    }

    @Test
    void reportsAVariableThatIsNotSet(CapturedOutput output) {
        start("--tailrace.stream=${NOT_SET_ANYWHERE}");
        assertThat(exitCode).hasValue(78);
        assertThat(output).contains("NOT_SET_ANYWHERE").doesNotContain("\tat ");
    }

    @Test
    void theProcessEndsWith78() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Service.class.getName(),
                "--tailrace.strem=LOGS"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(78);
        assertThat(output)
                .contains("tailrace.strem is not a key. Did you mean \"stream\"? (command line)")
                .doesNotContain("\tat ");
    }

    @SuppressWarnings("NullAway") // each test knows whether it started
    private ConfigurableApplicationContext start(String... args) {
        return TailraceApplication.start(new SpringApplication(Service.class), exitCode::set, args);
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("tailrace.yml"), yaml);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableConfigurationProperties(Example.class)
    static class Service {
        public static void main(String[] args) {
            TailraceApplication.run(Service.class, args);
        }
    }

    @ConfigurationProperties("example")
    record Example(@DefaultValue("all") Policy policy) {}

    enum Policy {
        ALL,
        FIRE_AND_FORGET
    }
}
