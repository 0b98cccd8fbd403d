package io.tailrace.collector.inventory;

/**
 * A host whose messages no collector takes, as far as this one can see.
 *
 * @param host unescaped
 * @param partition that it publishes to
 * @param why nobody takes them
 */
public record UnownedHost(String host, int partition, String why) {}
