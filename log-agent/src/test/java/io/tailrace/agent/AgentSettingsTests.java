package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.agent.shipping.PinnedLimits;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.agent.testing.Followed;
import io.tailrace.config.InvalidConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

class AgentSettingsTests {

    @Test
    void hasDefaultsThatWork() {
        ShipperSettings settings = settings(Map.of());
        assertThat(settings.maxMessageSize()).isEqualTo(128 * 1024);
        assertThat(settings.checkpointInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.sealAfterQuiet()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.pinned()).isEqualTo(new PinnedLimits(1L << 30, Duration.ofHours(24), 2L << 30));
    }

    @ParameterizedTest
    @CsvSource({
        "max-message-size, 63B, is not between 64B and 64MB",
        "max-message-size, 65MB, is not between 64B and 64MB",
        "window.max-size, 0B, lets nothing be sent; use 1B or more",
        "rescan-interval, 0s, is too short; use 10ms or more",
        "checkpoint-interval, 0s, is too short; use 10ms or more",
        "seal-after-quiet, -1s, is negative; use 0s or more",
        "pinned.max-size, -1B, is negative; use 0B or more",
        "pinned.max-age, -1s, is negative; use 0s or more",
        "pinned.min-free-space, -1B, is negative; use 0B or more",
        "stop-timeout, -1s, is negative; use 0s or more",
    })
    void refusesWhatCannotWork(String key, String value, String problem) {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> settings(Map.of("tailrace.agent." + key, value)))
                .withMessageStartingWith("tailrace.agent." + key + " = ")
                .withMessageContaining(problem);
    }

    private static ShipperSettings settings(Map<String, String> keys) {
        AgentProperties properties = new Binder(
                        List.of(new MapConfigurationPropertySource(keys)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("tailrace.agent", AgentProperties.class);
        return AgentSettings.of(properties, Followed.IDENTITY, "instance");
    }
}
