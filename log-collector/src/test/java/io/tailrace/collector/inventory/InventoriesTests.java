package io.tailrace.collector.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoriesTests {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final String SOURCE = """
            {"id": "01a20735-4909-7d7c-a585-120be761327c", "path": "/var/log/a.log", "input": "nginx",
             "delivery": "acked", "from": 0, "size": 100, "read": 90, "acked": 80, "firstSequence": 3,
             "lastSequence": 7, "seal": {"reason": "deleted", "length": 100, "lost": ["80-90"]}, "later": 1}""";

    private final Inventories inventories = new Inventories(host -> !host.startsWith("other"));

    @Test
    void keepsWhatAnAgentSays() {
        put("my_host", summary("my.host", 1));
        put("my_host.0", page(SOURCE));
        HostInventory host = requireNonNull(inventories.host("my.host"));
        assertThat(host.isComplete()).isTrue();
        assertThat(inventories.own()).containsExactly(host);
        ClaimedSource claimed = host.sources().firstEntry().getValue();
        assertThat(claimed.position()).isEqualTo(StreamPosition.of("c", 9));
        assertThat(claimed.source().acked()).isEqualTo(80);
        assertThat(claimed.source().lastSequence()).isEqualTo(7);
        assertThat(claimed.source().seal()).isEqualTo(new Seal(100, SealReason.DELETED, List.of(new Span(80, 90))));
    }

    @Test
    void keepsTheSummariesOnlyOfHostsOfOtherPartitions() {
        put("other_host", summary("other.host", 1));
        put("other_host.0", page(SOURCE));
        assertThat(inventories.own()).isEmpty();
        assertThat(inventories.others())
                .singleElement()
                .satisfies(host -> assertThat(host.pages()).isEmpty());
    }

    @Test
    void isNotCompleteBeforeAllPagesHaveCome() {
        put("my_host", summary("my.host", 2));
        put("my_host.0", page(SOURCE));
        assertThat(requireNonNull(inventories.host("my.host")).isComplete()).isFalse();
        put("my_host.1", page(""));
        assertThat(requireNonNull(inventories.host("my.host")).isComplete()).isTrue();
    }

    @Test
    void passesOverPagesThatAreLeftFromBefore() {
        put("my_host.5", page(SOURCE));
        put("my_host", summary("my.host", 0));
        assertThat(requireNonNull(inventories.host("my.host")).sources()).isEmpty();
    }

    @Test
    void forgetsWhatIsDeleted() {
        put("my_host", summary("my.host", 1));
        put("my_host.0", page(SOURCE));
        inventories.put("my_host.0", null, 3, NOW);
        assertThat(requireNonNull(inventories.host("my.host")).sources()).isEmpty();
        inventories.put("my_host", null, 4, NOW);
        assertThat(inventories.own()).isEmpty();
    }

    @Test
    void isSilentAQuarterOfAnHourAfterItsLastWord() {
        put("my_host", summary("my.host", 1));
        HostInventory host = requireNonNull(inventories.host("my.host"));
        assertThat(host.isSilent(NOW.plus(Duration.ofMinutes(15)))).isFalse();
        assertThat(host.isSilent(NOW.plus(Duration.ofMinutes(16)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\": \"x\"",
                "\"id\": null",
                "\"path\": \"\"",
                "\"path\": null",
                "\"input\": null",
                "\"delivery\": \"perhaps\"",
                "\"from\": -1",
                "\"seal\": {\"reason\": \"moved on\", \"length\": 1, \"lost\": []}",
                "\"seal\": {\"reason\": \"deleted\", \"length\": 1, \"lost\": [\"b-a\"]}"
            })
    void passesOverASourceThatIsNotOfItsForm(String wrong) {
        String name = wrong.substring(0, wrong.indexOf(':'));
        String hostile = SOURCE.replaceFirst(name + ": (\\{[^}]*\\}|[^,]*)", wrong.replace("\\", "\\\\"));
        assertThat(hostile).isNotEqualTo(SOURCE);
        put("my_host", summary("my.host", 1));
        put("my_host.0", page(hostile + "," + SOURCE));
        assertThat(requireNonNull(inventories.host("my.host")).sources()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"host\": \"another.host\"}", "{\"host\": 7, \"pages\": \"x\"}"})
    void passesOverWhatIsNoSummary(String value) {
        put("my_host", value);
        assertThat(inventories.own()).isEmpty();
    }

    @Test
    void bearsAnyKeyAndAnyValue() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            StringBuilder key = new StringBuilder();
            for (int c = random.nextInt(10); c >= 0; c--) {
                key.append("ab_.=5F-0".charAt(random.nextInt(9)));
            }
            inventories.put(key.toString(), random.nextInt(5) == 0 ? null : value, i, NOW);
        }
        assertThat(inventories.own()).as("seed %d", seed).isEmpty();
    }

    private void put(String key, String value) {
        inventories.put(key, value.getBytes(StandardCharsets.UTF_8), 1, NOW);
    }

    private static String summary(String host, int pages) {
        return """
               {"host": "%s", "instance": "i", "version": "1", "stream": "LOGS", "partitions": 4,
                "writtenAt": "2026-11-23T07:00:00Z", "pages": %d, "sources": 1, "sizeBytes": 1, "readBytes": 1,
                "ackedBytes": 1, "forgottenSources": 0, "forgottenBytes": 0, "otherInstance": null}""".formatted(host, pages);
    }

    private static String page(String sources) {
        return """
               {"instance": "i", "position": {"created": "c", "sequence": 9}, "sources": [%s]}""".formatted(sources);
    }
}
