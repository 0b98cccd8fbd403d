package io.tailrace.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.tailrace.nats.testing.NatsServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rotators that nobody here wrote: the archives of a path, one after the other, equal what was written to it. Rounds are
 * so small that a file is rotated once in a round at most: a generation that comes and goes before anyone could look is
 * not what these tests are about.
 */
@ExtendWith(SharedSuite.class)
class RotatorsIT {

    private static final int ROUNDS = 8;

    @Test
    void logrotateThatCreates(Workplace workplace) throws Exception {
        Path log = workplace.logs().resolve("access.log");
        Logrotate logrotate = Logrotate.of(log, "create", workplace.unfollowed());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        String source = "";
        for (int round = 0; round < ROUNDS; round++) {
            written.writeBytes(append(log, round));
            source = workplace.awaitFollowed(log, source);
            // Much of it is still unread.
            written.writeBytes(append(log, round));
            logrotate.run();
        }

        workplace.awaitArchived(log, written.toByteArray());
    }

    @Test
    void logrotateThatCopiesAndTruncates(Workplace workplace) throws Exception {
        Path log = workplace.logs().resolve("access.log");
        Logrotate logrotate = Logrotate.of(log, "copytruncate", workplace.unfollowed());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (int round = 0; round < ROUNDS; round++) {
            written.writeBytes(append(log, round));
            workplace.awaitRead(log);
            logrotate.run();
        }

        workplace.awaitArchived(log, written.toByteArray());
    }

    private static byte[] append(Path log, int round) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            lines.append("round ").append(round).append(", line ").append(line).append('\n');
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return bytes;
    }

    @Test
    void theGarbageCollectionLogOfAJvm(Workplace workplace) throws Exception {
        Path log = workplace.logs().resolve("gc.log");
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-Xlog:gc*=debug:file=" + log + "::filecount=100,filesize=16K",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Garbage.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader answers = program.inputReader();
                BufferedWriter questions = program.outputWriter()) {
            for (int round = 0; round < 4 * ROUNDS; round++) {
                questions.write("\n");
                questions.flush();
                assertThat(answers.readLine()).isNotNull();
                workplace.awaitRead(log);
            }
        } finally {
            program.destroy();
            program.waitFor();
        }

        List<Path> generations = inOrder(workplace.logs(), log, Comparator.comparing(RotatorsIT::suffix));
        assertThat(generations).as("the log was rotated").hasSizeGreaterThan(3);
        workplace.awaitArchived(log, Workplace.concatenated(generations));
    }

    @Test
    void theRollingAppenderOfLogback(Workplace workplace) throws Exception {
        Path log = workplace.logs().resolve("application.log");
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        RollingFileAppender<ILoggingEvent> appender = rollingAppender(context, log);
        Logger logger = context.getLogger("test");
        logger.addAppender(appender);
        StringBuilder written = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            for (int line = 0; line < 8_000; line++) {
                String message = "round " + round + ", line " + line + " of a busy application";
                logger.info(message);
                written.append(message).append('\n');
            }
            workplace.awaitRead(log);
        }
        context.stop();

        try (Stream<Path> files = Files.list(workplace.logs())) {
            assertThat(files.count())
                    .as(() ->
                            "the log was rolled: " + context.getStatusManager().getCopyOfStatusList())
                    .isGreaterThan(3);
        }
        workplace.awaitArchived(log, written.toString().getBytes(UTF_8));
    }

    private static RollingFileAppender<ILoggingEvent> rollingAppender(LoggerContext context, Path log) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(log.toString());
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy naming = new FixedWindowRollingPolicy();
        naming.setContext(context);
        naming.setParent(appender);
        naming.setFileNamePattern(log + ".%i");
        naming.setMaxIndex(20);
        naming.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(300_000));
        trigger.setCheckIncrement(ch.qos.logback.core.util.Duration.buildByMilliseconds(1));
        trigger.start();
        appender.setRollingPolicy(naming);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }

    @Test
    void theLogOfANatsServer(Workplace workplace) throws Exception {
        Path log = workplace.logs().resolve("nats.log");
        String configuration = "trace: true\nlogfile: \"%s\"\nlogfile_size_limit: 100KB\n".formatted(log);
        try (NatsServer server =
                NatsServer.builder().jetStream(false).config(configuration).start()) {
            Connection connection = Nats.connect(server.url());
            for (int round = 0; round < ROUNDS; round++) {
                for (int message = 0; message < 250; message++) {
                    connection.publish("subject", new byte[10]);
                }
                connection.flush(Duration.ofSeconds(30));
                workplace.awaitRead(log);
            }
            connection.close();
        }

        List<Path> generations = inOrder(workplace.logs(), log, Comparator.naturalOrder());
        assertThat(generations).as("the log was rotated").hasSizeGreaterThan(3);
        workplace.awaitArchived(log, Workplace.concatenated(generations));
    }

    /** The rotated files in their order, then the file itself. */
    private static List<Path> inOrder(Path directory, Path current, Comparator<Path> order) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> result = new ArrayList<>(
                    files.filter(file -> !file.equals(current)).sorted(order).toList());
            result.add(current);
            return result;
        }
    }

    private static Integer suffix(Path file) {
        String name = file.toString();
        return Integer.valueOf(name.substring(name.lastIndexOf('.') + 1));
    }
}
