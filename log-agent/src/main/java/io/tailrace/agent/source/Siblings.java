package io.tailrace.agent.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The followed files of one directory by what they begin with. Made for one look, on the shipping thread. */
final class Siblings {

    private final List<Source> all = new ArrayList<>();
    private final List<Source> shorter = new ArrayList<>();
    private final Map<ByteBuffer, List<Source>> byFirst = new HashMap<>();

    void add(Source source) {
        ByteBuffer first = source.beginning().first();
        all.add(source);
        if (first.limit() < Beginning.KEY) {
            shorter.add(source);
        } else {
            byFirst.computeIfAbsent(first, any -> new ArrayList<>()).add(source);
        }
    }

    /** Those that begin as a new file does, as far as both go. */
    List<Source> like(Beginning beginning) {
        List<Source> like = new ArrayList<>();
        boolean whole = beginning.first().limit() == Beginning.KEY;
        for (Source source : whole ? shorter : all) {
            if (source.beginning().isLike(beginning)) {
                like.add(source);
            }
        }
        if (whole) {
            like.addAll(byFirst.getOrDefault(beginning.first(), List.of()));
        }
        return like;
    }
}
