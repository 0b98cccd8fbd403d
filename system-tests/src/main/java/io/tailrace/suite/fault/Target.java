package io.tailrace.suite.fault;

/**
 * Whom a fault hits.
 *
 * @param part what it is
 * @param server index of the server to take where the part is any of them, or its leader is not known; of no meaning
 *     for a service
 */
public record Target(Part part, int server) {}
