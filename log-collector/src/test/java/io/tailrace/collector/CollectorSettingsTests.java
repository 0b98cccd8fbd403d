package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.intake.Start;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.config.TailraceProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class CollectorSettingsTests {

    private static final TailraceProperties COMMON =
            new TailraceProperties("LOGS-p{partition}", "logs", 16, "LOG_AGENTS");

    @Test
    void hasDefaultsThatWorkTogether() {
        var consumer = settings(Map.of()).consumer();
        assertThat(consumer.ackPolicy()).isEqualTo(AckPolicy.ALL);
        assertThat(consumer.ackWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(consumer.maxAckPending()).isEqualTo(20_000);
        assertThat(consumer.maxDeliver()).isEqualTo(-1);
        assertThat(consumer.start()).isEqualTo(new Start.All());
        assertThat(settings(Map.of()).partitions()).hasSize(16);
        assertThat(settings(Map.of()).partitions().get(3).stream()).isEqualTo("LOGS-p3");
    }

    @Test
    void derivesDefaultsFromLargeBatches() {
        var consumer = settings(Map.of("commit.max-interval", "30s", "commit.max-messages", "50000"))
                .consumer();
        assertThat(consumer.ackWait()).isEqualTo(Duration.ofSeconds(90));
        assertThat(consumer.maxAckPending()).isEqualTo(100_000);
    }

    @Test
    void readsWhereToStart() {
        assertThat(settings(Map.of("consumer.deliver-policy", "new")).consumer().start())
                .isEqualTo(new Start.New());
        assertThat(settings(Map.of(
                                "consumer.deliver-policy", "by-start-time",
                                "consumer.start-time", "2026-11-23T07:00:00Z"))
                        .consumer()
                        .start())
                .isEqualTo(new Start.ByTime(Instant.parse("2026-11-23T07:00:00Z")));
        assertThat(settings(Map.of("consumer.deliver-policy", "by-start-sequence", "consumer.start-sequence", "7"))
                        .consumer()
                        .start())
                .isEqualTo(new Start.BySequence(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commit.max-interval=30s consumer.ack-wait=30s | tailrace.collector.commit.max-interval = 30s is too long for consumer.ack-wait = 30s: the broker would send unacknowledged messages again. Use at most 15s, or raise ack-wait to 60s
            commit.max-messages=0                         | tailrace.collector.commit.max-messages = 0 is too small
            commit.max-size=0B                            | tailrace.collector.commit.max-size = 0B is too small
            commit.max-interval=0ms                       | Use 1ms to 1h
            consumer.max-ack-pending=100                  | Use at least 20000, or lower max-messages to 50
            consumer.max-deliver=0                        | Use 1 or more, or -1
            consumer.durable-name=a.b                     | Use letters, digits, - and _
            consumer.deliver-policy=by-start-time         | needs consumer.start-time
            consumer.deliver-policy=by-start-sequence     | needs consumer.start-sequence
            consumer.start-sequence=5                     | is for consumer.deliver-policy = by-start-sequence only; it is all
            dead-letter.subject=logs.dlq                  | dead letters would be collected again
            dead-letter.subject=dlq.*                     | is not a subject to publish to
            own=0-16                                      | tailrace.partitions = 16, so they are 0-15
            own=some                                      | Use all, or numbers and ranges like 0-7,12
            """)
    void refusesContradictionsAndSaysWhatIsAccepted(String configuration, String message) {
        Map<String, String> keys = new HashMap<>();
        for (String entry : configuration.strip().split(" ", -1)) {
            int equals = entry.indexOf('=');
            keys.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> settings(keys).partitions())
                .withMessageContaining(message.strip());
    }

    @Test
    void readsWhichPartitionsAreItsOwn() {
        assertThat(OwnPartitions.parse("all", 3)).containsExactly(0, 1, 2);
        assertThat(OwnPartitions.parse("0-2, 5,4 ,2", 8)).containsExactly(0, 1, 2, 4, 5);
    }

    private static CollectorSettings settings(Map<String, String> configuration) {
        Map<String, String> source = new HashMap<>();
        configuration.forEach((key, value) -> source.put("tailrace.collector." + key, value));
        CollectorProperties properties = new Binder(
                        List.of(new MapConfigurationPropertySource(source)),
                        PlaceholdersResolver.NONE,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("tailrace.collector", CollectorProperties.class);
        return new CollectorSettings(COMMON, properties);
    }
}
