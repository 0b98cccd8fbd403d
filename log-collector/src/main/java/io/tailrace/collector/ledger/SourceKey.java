package io.tailrace.collector.ledger;

import io.tailrace.protocol.SourceId;

/**
 * What a ledger knows a source by. The host belongs to it: an id that another host claims as well is another source.
 *
 * @param host unescaped host name
 * @param id the source's id
 */
public record SourceKey(String host, SourceId id) {}
