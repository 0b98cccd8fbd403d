package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is declared, as it is bound.
 *
 * @param defaults what counts for each stream and consumer that doesn't say otherwise
 * @param templates by name, what counts for the streams that name it
 * @param streams the declared streams
 * @param keyValue the declared key-value buckets
 * @param objectStore the declared object buckets
 * @param problems what is known to be wrong already, by the key that it is wrong with
 */
public record DeclarationSource(
        @Nullable DefaultsProperties defaults,
        Map<String, StreamProperties> templates,
        List<StreamProperties> streams,
        List<KeyValueProperties> keyValue,
        List<ObjectStoreProperties> objectStore,
        Map<String, String> problems) {}
