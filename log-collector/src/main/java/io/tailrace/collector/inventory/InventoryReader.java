package io.tailrace.collector.inventory;

import io.tailrace.collector.commit.AgentSource;
import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes values of an inventory's JSON. Nothing in it is trusted: what is not of its form is passed over. */
final class InventoryReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private InventoryReader() {}

    /** @throws IllegalArgumentException when it is no summary */
    static Inventory.Summary summary(byte[] json) {
        return read(json, Inventory.Summary.class);
    }

    /** @throws IllegalArgumentException when it is no page */
    static Page page(byte[] json) {
        Inventory.Page page = read(json, Inventory.Page.class);
        Inventory.Position position = page.position();
        Map<String, String> names = new HashMap<>();
        List<AgentSource> sources = new ArrayList<>();
        int refused = 0;
        for (Inventory.Source source : page.sources()) {
            try {
                sources.add(source(source, names));
            } catch (IllegalArgumentException | NullPointerException e) {
                refused++;
            }
        }
        return new Page(
                position == null || position.created() == null
                        ? null
                        : StreamPosition.of(position.created(), Math.max(0, position.sequence())),
                List.copyOf(sources),
                refused);
    }

    private static AgentSource source(Inventory.Source source, Map<String, String> names) {
        Origin origin = new Origin(
                SourceId.parse(source.id()),
                source.path(),
                names.computeIfAbsent(source.input(), name -> name),
                of(source.delivery(), Delivery.values()),
                source.from(),
                Map.of());
        Inventory.Seal seal = source.seal();
        return new AgentSource(
                origin,
                Math.max(0, source.size()),
                Math.max(0, source.read()),
                Math.max(source.from(), source.acked()),
                Math.max(0, source.firstSequence()),
                Math.max(0, source.lastSequence()),
                seal == null ? null : seal(seal));
    }

    private static Seal seal(Inventory.Seal seal) {
        return new Seal(
                Math.max(0, seal.length()),
                SealReason.parse(seal.reason()),
                seal.lost().stream().map(Span::parse).toList());
    }

    private static Delivery of(String name, Delivery[] all) {
        return Arrays.stream(all)
                .filter(delivery -> delivery.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = JSON.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("it is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not of its form: " + e.getOriginalMessage(), e);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("it lacks something", e);
        }
    }

    /**
     * A page.
     *
     * @param position whatever the page calls acked lies there or before; null when nothing is known of the stream
     * @param sources those that are of their form
     * @param refused how many are not
     */
    record Page(@Nullable StreamPosition position, List<AgentSource> sources, int refused) {}
}
