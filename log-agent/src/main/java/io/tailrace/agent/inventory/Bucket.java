package io.tailrace.agent.inventory;

import java.io.IOException;

/** The key-value bucket of all agents' inventories, as far as an agent needs it. Blocks. */
interface Bucket {

    /**
     * Writes a value, whatever was there.
     *
     * @return its revision
     * @throws IOException when that fails, or may have
     */
    long put(String key, byte[] value) throws IOException, InterruptedException;

    /**
     * Writes a value over the one of a revision.
     *
     * @return its revision
     * @throws ConflictException when another value is there
     * @throws IOException when that fails, or may have
     */
    long update(String key, byte[] value, long revision) throws IOException, ConflictException, InterruptedException;

    /** Somebody else has written the key meanwhile. */
    final class ConflictException extends Exception {

        private static final long serialVersionUID = 1L;

        ConflictException(Throwable cause) {
            super(cause);
        }
    }
}
