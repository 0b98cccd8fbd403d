package io.tailrace.agent.source;

import io.tailrace.protocol.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a source that can't be shipped any more.
 *
 * @param span which
 * @param reason why
 */
public record Loss(Span span, LossReason reason) {

    /**
     * What is lost of a source that has ended.
     *
     * @param why known reason of all of it; null where it depends on whether it was read
     */
    static List<Loss> of(List<Span> spans, long read, boolean cut, @Nullable LossReason why) {
        List<Loss> losses = new ArrayList<>();
        LossReason unread = cut ? LossReason.TRUNCATED : LossReason.DELETED_UNREAD;
        for (Span span : spans) {
            if (why != null) {
                losses.add(new Loss(span, why));
                continue;
            }
            long middle = Math.min(span.end(), Math.max(span.start(), read));
            if (middle > span.start()) {
                losses.add(new Loss(new Span(span.start(), middle), LossReason.NOT_ACKED_BEFORE_RESTART));
            }
            if (middle < span.end()) {
                losses.add(new Loss(new Span(middle, span.end()), unread));
            }
        }
        return losses;
    }
}
