package io.tailrace.collector.commit;

/**
 * Why nothing can be archived at present.
 *
 * @param reason what an operator can do something about
 */
public record Pause(String reason) {}
