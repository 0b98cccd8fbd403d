package io.tailrace.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every message of one source says about that source. What could not stand in headers is refused, by
 * {@link HeaderLimits}.
 *
 * @param source its id
 * @param path where the file was found when the source was first seen
 * @param input name of the input that matched it
 * @param delivery how its bytes are sent
 * @param from the offset that it is shipped from, 0 but for files that were to be followed from their end
 * @param labels the input's labels, in their order
 */
public record Origin(
        SourceId source, String path, String input, Delivery delivery, long from, Map<String, String> labels) {

    public Origin {
        HeaderLimits.checkPath(path);
        HeaderLimits.checkInput(input);
        HeaderLimits.checkLabels(labels);
        if (from < 0) {
            throw new IllegalArgumentException("a source is shipped from an offset of 0 or more, not " + from);
        }
        labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
