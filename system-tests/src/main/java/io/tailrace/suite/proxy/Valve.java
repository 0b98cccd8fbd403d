package io.tailrace.suite.proxy;

import java.util.concurrent.TimeUnit;

/** What becomes of the bytes that go one way on a line. For any thread. */
final class Valve {

    /** What {@link #admit} answers when the bytes are to be thrown away. */
    static final int NONE = 0;

    // Bytes go in pieces of this part of a second, so that a slow line is slow and not one that stops and starts.
    private static final int PIECES_PER_SECOND = 50;

    private enum State {
        OPEN,
        SLOW,
        HELD,
        SWALLOWING
    }

    private State state = State.OPEN;
    private long bytesPerSecond;
    private long nextPieceAt;

    synchronized void open() {
        become(State.OPEN);
    }

    synchronized void slowTo(long limit) {
        bytesPerSecond = limit;
        nextPieceAt = System.nanoTime();
        become(State.SLOW);
    }

    synchronized void hold() {
        become(State.HELD);
    }

    synchronized void swallow() {
        become(State.SWALLOWING);
    }

    private void become(State next) {
        state = next;
        notifyAll();
    }

    /**
     * Waits until some of these bytes may go on.
     *
     * @param bytes how many there are, at least 1
     * @return how many of them, or {@link #NONE}
     */
    synchronized int admit(int bytes) throws InterruptedException {
        while (true) {
            switch (state) {
                case OPEN -> {
                    return bytes;
                }
                case SWALLOWING -> {
                    return NONE;
                }
                case HELD -> wait();
                case SLOW -> {
                    long wait = nextPieceAt - System.nanoTime();
                    if (wait <= 0) {
                        return nextPiece(bytes);
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, wait);
                }
            }
        }
    }

    private int nextPiece(int bytes) {
        int piece = (int) Math.min(bytes, Math.max(1, bytesPerSecond / PIECES_PER_SECOND));
        // What was not used of the time before is lost: a line has no memory.
        nextPieceAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(piece) / bytesPerSecond;
        return piece;
    }
}
