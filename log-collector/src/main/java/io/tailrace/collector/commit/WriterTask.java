package io.tailrace.collector.commit;

/** Something that other threads want the writer to do. */
@FunctionalInterface
interface WriterTask {

    void run() throws InterruptedException;
}
