package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that nobody vouches for: each breach of the contract names the header at fault, and nothing else is thrown. */
class HostileHeadersTests {

    private static final int CONTENT_LENGTH = 60;
    private static final String NOT_IN_ANY_FORM = "\u001b[31m\r\nfake log line " + "x".repeat(10_000);

    static Stream<Arguments> breaches() {
        return Stream.of(breachesOfContent(), breachesOfSeals(), breachesOfBarriers())
                .flatMap(breaches -> breaches);
    }

    private static Stream<Arguments> breachesOfContent() {
        Stream<Arguments> missing = Stream.of(
                        "Log-Source", "Log-Span", "Log-Acked", "Log-Path", "Log-Input", "Log-Time")
                .map(name -> content(name, "missing", headers -> headers.without(name)));
        Stream<Arguments> doubled = Stream.of(
                        "Log-Source",
                        "Log-Span",
                        "Log-Acked",
                        "Log-From",
                        "Log-Path",
                        "Log-Input",
                        "Log-Time",
                        "Log-Line",
                        "Log-Label-team")
                .map(name -> content(name, "doubled", headers -> headers.add(name, headers.only(name))));
        Stream<Arguments> empty = Stream.of(
                        "Log-Source",
                        "Log-Span",
                        "Log-Acked",
                        "Log-From",
                        "Log-Path",
                        "Log-Input",
                        "Log-Time",
                        "Log-Line",
                        "Log-Delivery",
                        "Log-Seal",
                        "Log-Barrier")
                .map(name -> content(name, "empty", headers -> headers.with(name, "")));
        Stream<Arguments> garbage = Stream.of(
                        "Log-Source",
                        "Log-Span",
                        "Log-Acked",
                        "Log-From",
                        "Log-Path",
                        "Log-Input",
                        "Log-Time",
                        "Log-Line",
                        "Log-Delivery",
                        "Log-Seal",
                        "Log-Barrier",
                        "Log-Label-team")
                .map(name -> content(name, "garbage", headers -> headers.with(name, NOT_IN_ANY_FORM)));
        Stream<Arguments> contradicting = Stream.of(
                content("Log-Span", "shorter than the payload", headers -> headers.with("Log-Span", "100-159")),
                content("Log-Span", "longer than the payload", headers -> headers.with("Log-Span", "100-161")),
                content("Log-Span", "longer by 2^32", headers -> headers.with("Log-Span", "100-4294967456")),
                content("Log-Span", "backwards", headers -> headers.with("Log-Span", "160-100")),
                content("Log-Span", "negative", headers -> headers.with("Log-Span", "-60-0")),
                content("Log-Span", "overflowing", headers -> headers.with("Log-Span", "0-18446744073709551676")),
                content("Log-Span", "before Log-From", headers -> headers.with("Log-From", "101")),
                content("Log-From", "negative", headers -> headers.with("Log-From", "-1")),
                content("Log-From", "overflowing", headers -> headers.with("Log-From", "9223372036854775808")),
                content("Log-Acked", "signed", headers -> headers.with("Log-Acked", "+100")),
                content("Log-Acked", "overflowing", headers -> headers.with("Log-Acked", "99999999999999999999")),
                content("Log-Acked", "fire-and-forget", headers -> headers.with("Log-Delivery", "fire-and-forget")),
                content("Log-Time", "negative", headers -> headers.with("Log-Time", "-1")),
                content("Log-Time", "a fraction", headers -> headers.with("Log-Time", "1.5")),
                content("Log-Line", "other case", headers -> headers.with("Log-Line", "Begin")),
                content("Log-Delivery", "other word", headers -> headers.with("Log-Delivery", "acked")),
                content(
                        "Log-Source",
                        "upper case",
                        headers -> headers.with(
                                "Log-Source", headers.only("Log-Source").toUpperCase(Locale.ROOT))),
                content("Log-Path", "broken escape", headers -> headers.with("Log-Path", "/var/%4")),
                content("Log-Path", "no UTF-8", headers -> headers.with("Log-Path", "/var/%FF")),
                content("Log-Path", "too long", headers -> headers.with("Log-Path", "/" + "a".repeat(20_000))),
                content("Log-Input", "too long", headers -> headers.with("Log-Input", "a".repeat(257))),
                content("Log-Label-*", "no name", headers -> headers.with("Log-Label-", "x")),
                content("Log-Label-*", "illegal name", headers -> headers.with("Log-Label-a b", "x")),
                content("Log-Label-*", "too long", headers -> headers.with("Log-Label-a", "x".repeat(3_000))),
                content("Log-Lost", "no seal", headers -> headers.with("Log-Lost", "50-60")),
                content("Log-Seal", "bytes in a seal", headers -> headers.with("Log-Seal", "rotated")),
                content("Log-Barrier", "a span beside it", headers -> headers.with("Log-Barrier", "b3f1c2:7")),
                arguments(
                        "Log-Span",
                        "no bytes",
                        MapHeaders.of(Messages.content()).with("Log-Span", "100-100"),
                        0),
                arguments("Log-Span", "no payload", MapHeaders.of(Messages.content()), 0));
        return Stream.of(missing, doubled, empty, garbage, contradicting).flatMap(breaches -> breaches);
    }

    private static Stream<Arguments> breachesOfSeals() {
        return Stream.of(
                seal("Log-Span", "missing", headers -> headers.without("Log-Span")),
                seal("Log-Span", "not empty", headers -> headers.with("Log-Span", "100-160")),
                seal("Log-Span", "before Log-From", headers -> headers.with("Log-Span", "39-39")),
                seal("Log-Seal", "doubled", headers -> headers.add("Log-Seal", "truncated")),
                seal("Log-Seal", "other word", headers -> headers.with("Log-Seal", "expired")),
                seal("Log-Source", "missing", headers -> headers.without("Log-Source")),
                seal("Log-Path", "missing", headers -> headers.without("Log-Path")),
                seal("Log-Lost", "empty", headers -> headers.with("Log-Lost", "50-50")),
                seal("Log-Lost", "before Log-From", headers -> headers.with("Log-Lost", "39-50")),
                seal("Log-Lost", "behind the end", headers -> headers.with("Log-Lost", "150-161")),
                seal("Log-Lost", "overlapping", headers -> headers.add("Log-Lost", "155-160")),
                seal("Log-Lost", "no range", headers -> headers.add("Log-Lost", "all")));
    }

    private static Stream<Arguments> breachesOfBarriers() {
        return Stream.of(
                barrier("doubled", headers -> headers.add("Log-Barrier", "b3f1c2:7")),
                barrier("without epoch", headers -> headers.with("Log-Barrier", "b3f1c2")),
                barrier("with an empty epoch", headers -> headers.with("Log-Barrier", "b3f1c2:")),
                barrier("without instance", headers -> headers.with("Log-Barrier", ":7")),
                barrier("with a signed epoch", headers -> headers.with("Log-Barrier", "b3f1c2:-7")),
                barrier("with a long epoch", headers -> headers.with("Log-Barrier", "b3f1c2:9223372036854775808")),
                barrier("with two colons", headers -> headers.with("Log-Barrier", "b3:f1c2:7")),
                barrier("with spaces", headers -> headers.with("Log-Barrier", "b3 f1c2:7")),
                barrier("beside a seal", headers -> headers.with("Log-Seal", "rotated")),
                arguments("Log-Barrier", "with a payload", MapHeaders.of(Messages.barrier()), 1));
    }

    private static Arguments content(String header, String breach, UnaryOperator<MapHeaders> hostile) {
        return arguments(header, breach, hostile.apply(MapHeaders.of(Messages.content())), CONTENT_LENGTH);
    }

    private static Arguments seal(String header, String breach, UnaryOperator<MapHeaders> hostile) {
        return arguments(header, "seal: " + breach, hostile.apply(MapHeaders.of(Messages.seal())), 0);
    }

    private static Arguments barrier(String breach, UnaryOperator<MapHeaders> hostile) {
        return arguments("Log-Barrier", breach, hostile.apply(MapHeaders.of(Messages.barrier())), 0);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("breaches")
    void namesTheHeaderAtFault(String header, String breach, MapHeaders headers, int payloadLength) {
        assertThatThrownBy(() -> LogHeaders.read(headers, payloadLength))
                .as(breach)
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> {
                    assertThat(e.header()).isEqualTo(header);
                    assertThat(e.getMessage())
                            .contains(header)
                            .matches("[ -~]*")
                            .hasSizeLessThan(700);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Log-Span",
                "Log-Seal",
                "Log-Path",
                "Log-Input",
                "Log-Acked",
                "Log-From",
                "Log-Time",
                "Log-Line",
                "Log-Delivery",
                "Log-Lost"
            })
    void missesTheSourceBesideAnyHeaderOfASource(String name) {
        assertThatThrownBy(() -> LogHeaders.read(new MapHeaders().add(name, "1"), 1))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("Log-Source: is missing beside " + name);
    }

    @Test
    void quotesALabelsNameLikeAnyOtherHostileText() {
        MapHeaders headers = MapHeaders.of(Messages.content()).add("Log-Label-\u001b" + "n".repeat(100_000), "x");
        assertThatThrownBy(() -> LogHeaders.read(headers, CONTENT_LENGTH))
                .message()
                .matches("[ -~]*")
                .hasSizeLessThan(400);
    }

    @Test
    void throwsNothingElseWhateverIsMutated() {
        RandomInput input = RandomInput.of(this);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            MapHeaders headers = MapHeaders.of(
                    input.oneOf(Messages.content(), Messages.fireAndForget(), Messages.seal(), Messages.barrier()));
            for (int left = 1 + input.random().nextInt(3); left > 0; left--) {
                mutate(headers, input);
            }
            int payloadLength = input.oneOf(0, CONTENT_LENGTH, input.random().nextInt(200));
            try {
                LogMessage message = LogHeaders.read(headers, payloadLength);
                assertThat(LogHeaders.read(MapHeaders.of(message), payloadLength))
                        .as("%s: %s", input.description(), headers)
                        .isEqualTo(message);
                accepted++;
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).as(input.description()).matches("[ -~]*");
            } catch (RuntimeException e) {
                throw new AssertionError(input.description() + ": " + headers, e);
            }
        }
        assertThat(accepted)
                .as("%s: some mutations are harmless", input.description())
                .isBetween(1, 99_999);
    }

    private static void mutate(MapHeaders headers, RandomInput input) {
        List<String> names = headers.names();
        String name = names.isEmpty() || input.random().nextInt(4) == 0
                ? input.oneOf(
                        "Log-Seal",
                        "Log-Lost",
                        "Log-Barrier",
                        "Log-From",
                        "Log-Line",
                        "Log-Label-" + input.text("a :\u00e4", 3))
                : input.oneOf(names.toArray(String[]::new));
        String value = headers.values(name).isEmpty()
                ? "100-160"
                : headers.values(name).get(0);
        switch (input.random().nextInt(6)) {
            case 0 -> headers.without(name);
            case 1 -> headers.add(name, value);
            case 2 -> headers.with(name, input.unicodeText(40));
            case 3 -> headers.with(name, input.text("0123456789-:%", 24));
            case 4 ->
                headers.with(name, input.oneOf("", "rotated", "end", "fire-and-forget", "b3f1c2:7", "0", "160-160"));
            default -> {
                int at = input.random().nextInt(value.length() + 1);
                headers.with(
                        name, value.substring(0, at) + input.text("09-+%:. \ud800\u0661", 2) + value.substring(at));
            }
        }
    }
}
