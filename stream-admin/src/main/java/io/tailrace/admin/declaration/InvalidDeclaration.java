package io.tailrace.admin.declaration;

import org.jspecify.annotations.Nullable;

/**
 * An entry that can't be meant. The others count.
 *
 * @param key the entry, {@code tailrace.admin.streams[0]}
 * @param name the stream's name, null where it can't be told
 * @param problem names the key with its value and what is accepted
 */
public record InvalidDeclaration(String key, @Nullable String name, String problem) {}
