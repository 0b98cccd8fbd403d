package io.tailrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LogHeadersTests {

    @Test
    void writesContentAsTheContractSays() {
        assertThat(MapHeaders.of(Messages.content())).hasToString("""
                {Nats-Msg-Id=[019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23:100:160], Log-Span=[100-160], Log-Acked=[100], \
                Log-Time=[1795478400000001], Log-Line=[begin], Log-Source=[019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23], \
                Log-Path=[/var/log/nginx/access.log], Log-Input=[nginx], Log-From=[40], Log-Label-team=[web]}""");
    }

    @Test
    void leavesOutOfContentWhatIsAsUsual() {
        assertThat(MapHeaders.of(Messages.fireAndForget())).hasToString("""
                {Nats-Msg-Id=[019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23:0:60], Log-Span=[0-60], Log-Time=[1], \
                Log-Source=[019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23], Log-Path=[/var/log/nginx/access.log], \
                Log-Input=[nginx], Log-Delivery=[fire-and-forget], Log-Label-team=[web]}""");
    }

    @Test
    void writesASealAsTheContractSays() {
        assertThat(MapHeaders.of(Messages.seal())).hasToString("""
                {Nats-Msg-Id=[019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23:160:160:truncated], Log-Span=[160-160], \
                Log-Seal=[truncated], Log-Lost=[50-60, 150-160], \
                Log-Source=[019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23], Log-Path=[/var/log/nginx/access.log], \
                Log-Input=[nginx], Log-From=[40], Log-Label-team=[web]}""");
    }

    @Test
    void writesABarrierAsTheContractSays() {
        assertThat(MapHeaders.of(Messages.barrier())).hasToString("{Nats-Msg-Id=[b3f1c2:7], Log-Barrier=[b3f1c2:7]}");
    }

    @Test
    void writesNothingForAPlainMessage() {
        assertThat(MapHeaders.of(new LogMessage.Plain()).names()).isEmpty();
    }

    @Test
    void countsTheSizeAsNatsSendsIt() {
        assertThat(LogHeaders.size(Messages.barrier()))
                .isEqualTo("NATS/1.0\r\nNats-Msg-Id: b3f1c2:7\r\nLog-Barrier: b3f1c2:7\r\n\r\n".length());
        assertThat(LogHeaders.size(new LogMessage.Plain())).isEqualTo("NATS/1.0\r\n\r\n".length());
    }

    @Test
    void readsBackWhatItWrites() throws MalformedMessageException {
        RandomInput input = RandomInput.of(this);
        for (int i = 0; i < 20_000; i++) {
            LogMessage message = randomMessage(input);
            int payloadLength = message instanceof LogMessage.Content content
                    ? (int) content.span().length()
                    : 0;
            MapHeaders headers = MapHeaders.of(message);
            assertThat(LogHeaders.read(headers, payloadLength))
                    .as("%s %s", input.description(), headers)
                    .isEqualTo(message);
            for (String name : headers.names()) {
                assertThat(name).as(input.description()).matches("[!-9;-~]+");
                assertThat(headers.values(name))
                        .as(input.description())
                        .allSatisfy(value -> assertThat(value).matches("[ -~]*").isEqualTo(value.strip()));
            }
        }
    }

    @Test
    void passesOverHeadersItDoesNotKnow() throws MalformedMessageException {
        MapHeaders headers = MapHeaders.of(Messages.content())
                .add("Log-Something-New", "1")
                .add("Log-Something-New", "2")
                .add("traceparent", "00-4bf9");
        assertThat(LogHeaders.read(headers, 60)).isEqualTo(Messages.content());
    }

    @Test
    void readsASealThatALaterVersionSaysMoreOf() throws MalformedMessageException {
        MapHeaders headers = MapHeaders.of(Messages.seal()).add(LogHeaders.ACKED, "160");
        assertThat(LogHeaders.read(headers, 0)).isEqualTo(Messages.seal());
    }

    @Test
    void leavesTheMessageIdToTheBroker() throws MalformedMessageException {
        MapHeaders forced = MapHeaders.of(Messages.content()).with(LogHeaders.MESSAGE_ID, "anything:2");
        assertThat(LogHeaders.read(forced, 60)).isEqualTo(Messages.content());
        assertThat(LogHeaders.read(forced.without(LogHeaders.MESSAGE_ID), 60)).isEqualTo(Messages.content());
    }

    @Test
    void takesAnAckedOffsetBeyondASpanThatIsSentAgain() throws MalformedMessageException {
        MapHeaders again = MapHeaders.of(Messages.content()).with(LogHeaders.ACKED, "5000");
        assertThat(LogHeaders.read(again, 60))
                .isInstanceOfSatisfying(
                        LogMessage.Content.class,
                        content -> assertThat(content.acked()).hasValue(5000));
    }

    @Test
    void readsMessagesOfOtherClientsAsPlain() throws MalformedMessageException {
        assertThat(LogHeaders.read(new MapHeaders(), 17)).isEqualTo(new LogMessage.Plain());
        assertThat(LogHeaders.read(new MapHeaders(), 0)).isEqualTo(new LogMessage.Plain());
        MapHeaders foreign = new MapHeaders()
                .add("Nats-Msg-Id", "1")
                .add("Log-Level", "WARN")
                .add("Log-Label-team", "web");
        assertThat(LogHeaders.read(foreign, 17)).isEqualTo(new LogMessage.Plain());
    }

    @Test
    void comparesNamesAsTheyAreWritten() throws MalformedMessageException {
        MapHeaders lowerCase = new MapHeaders();
        LogHeaders.write(Messages.content(), (name, value) -> lowerCase.add(name.toLowerCase(Locale.ROOT), value));
        assertThat(LogHeaders.read(lowerCase, 60)).isEqualTo(new LogMessage.Plain());

        MapHeaders both =
                MapHeaders.of(Messages.content()).add("log-span", "0-1").add("log-label-team", "db");
        assertThat(LogHeaders.read(both, 60)).isEqualTo(Messages.content());
    }

    private static LogMessage randomMessage(RandomInput input) {
        return switch (input.random().nextInt(4)) {
            case 0 -> new LogMessage.Barrier("i" + input.text("ab-_.~!", 10), randomOffset(input));
            case 1 -> randomSeal(input);
            case 2 -> new LogMessage.Plain();
            default -> randomContent(input);
        };
    }

    private static LogMessage.Content randomContent(RandomInput input) {
        Origin origin = randomOrigin(input);
        long room = Long.MAX_VALUE - origin.from() - 1_000_000;
        long start = origin.from() + Math.min(room, randomOffset(input));
        return new LogMessage.Content(
                origin,
                new Span(start, start + 1 + input.random().nextInt(1_000_000)),
                origin.delivery() == Delivery.ACKED ? OptionalLong.of(randomOffset(input)) : OptionalLong.empty(),
                input.oneOf(LinePart.values()),
                randomOffset(input));
    }

    private static LogMessage.Seal randomSeal(RandomInput input) {
        Origin origin = randomOrigin(input);
        List<Span> lost = new ArrayList<>();
        long end = origin.from();
        for (int left = input.random().nextInt(4); left > 0; left--) {
            long start = end + input.random().nextInt(1_000);
            end = start + 1 + input.random().nextInt(1_000);
            lost.add(new Span(start, end));
        }
        return new LogMessage.Seal(origin, end + input.random().nextInt(1_000), input.oneOf(SealReason.values()), lost);
    }

    private static Origin randomOrigin(RandomInput input) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int left = input.random().nextInt(4); left > 0; left--) {
            labels.put("l" + input.text("abc./_-!~", 5), input.unicodeText(10));
        }
        return new Origin(
                SourceId.mint(Clock.systemUTC(), input.random()),
                "/" + input.unicodeText(40),
                "i" + input.unicodeText(10),
                input.oneOf(Delivery.values()),
                input.random().nextBoolean() ? 0 : randomOffset(input) / 2,
                labels);
    }

    private static long randomOffset(RandomInput input) {
        return input.random().nextLong() >>> (1 + input.random().nextInt(63));
    }
}
