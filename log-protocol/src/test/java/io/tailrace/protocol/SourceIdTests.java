package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIdTests {

    private static final Instant NOW = Instant.parse("2026-11-23T07:01:02.345Z");

    @Test
    void readsTheExampleOfRfc9562() {
        SourceId id = SourceId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assertThat(id.firstSeen()).isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
        assertThat(id.shortId()).isEqualTo("0c07398f");
        assertThat(id).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Test
    void mintsVersion7WithTheClocksMillisecondsAndRandomBits() {
        RandomInput input = RandomInput.of(this);
        Set<SourceId> minted = new HashSet<>();
        long seenHigh = 0;
        long seenLow = 0;
        for (int i = 0; i < 10_000; i++) {
            SourceId id = SourceId.mint(Clock.fixed(NOW, ZoneOffset.UTC), input.random());
            assertThat(id.firstSeen()).isEqualTo(NOW);
            assertThat(id.value().version()).isEqualTo(7);
            assertThat(id.value().variant()).isEqualTo(2);
            assertThat(SourceId.parse(id.toString())).isEqualTo(id);
            minted.add(id);
            seenHigh |= id.value().getMostSignificantBits();
            seenLow |= id.value().getLeastSignificantBits();
        }
        assertThat(minted).as(input.description()).hasSize(10_000);
        assertThat(seenHigh & 0xfff).as("12 random bits behind the version").isEqualTo(0xfff);
        assertThat(seenLow).as("62 random bits behind the variant").isEqualTo(0xbfff_ffff_ffff_ffffL);
    }

    @Test
    void ordersByTimeAsItsTextDoes() {
        RandomInput input = RandomInput.of(this);
        List<SourceId> ids = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            // 48 bits of time, far beyond where a signed comparison would turn round.
            long millis = input.random().nextLong() >>> 16;
            ids.add(SourceId.mint(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC), input.random()));
        }
        List<SourceId> byText = new ArrayList<>(ids);
        byText.sort(Comparator.comparing(SourceId::toString));
        assertThat(ids.stream().sorted()).as(input.description()).isEqualTo(byText);
        assertThat(ids.stream().sorted())
                .as(input.description())
                .isSortedAccordingTo(Comparator.comparing(SourceId::firstSeen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "017f22e2",
                "017f22e279b07cc398c4dc0c0c07398f",
                "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
                "17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-98c4-c0c0c07398f",
                "0017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398\u0661",
                "017f22e2-79b0-7cc3-98c4--c0c0c07398f",
                "+17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-58c4-dc0c0c07398f",
                "00000000-0000-0000-0000-000000000000",
                "../../../../../../../../../etc/passwd"
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> SourceId.parse(text)).isExactlyInstanceOf(IllegalArgumentException.class);
    }
}
