package io.tailrace.admin.broker;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hears of streams and consumers that somebody creates, changes or deletes (ADR-1 of NATS). Not for use by several
 * threads; what it calls is called on a thread of jnats.
 */
public final class Advisories {

    private static final List<String> SUBJECTS = List.of(
            "$JS.EVENT.ADVISORY.STREAM.CREATED.*",
            "$JS.EVENT.ADVISORY.STREAM.UPDATED.*",
            "$JS.EVENT.ADVISORY.STREAM.DELETED.*",
            "$JS.EVENT.ADVISORY.CONSUMER.CREATED.*.*",
            "$JS.EVENT.ADVISORY.CONSUMER.UPDATED.*.*",
            "$JS.EVENT.ADVISORY.CONSUMER.DELETED.*.*");

    private static final int NAME = 5;

    private final Predicate<String> concerns;
    private final Runnable news;
    private @Nullable Connection heard;

    /**
     * @param concerns whether a stream, {@code LOGS}, or a consumer, {@code LOGS/archive}, is of interest; most
     *     consumers come and go
     * @param news called for each event of interest
     */
    public Advisories(Predicate<String> concerns, Runnable news) {
        this.concerns = concerns;
        this.news = news;
    }

    /** Listens on a connection; again on the same one is nothing new, since jnats subscribes again by itself. */
    public void listen(Connection connection) {
        if (connection.equals(heard)) {
            return;
        }
        heard = connection;
        Dispatcher dispatcher = connection.createDispatcher(event -> {
            String[] tokens = event.getSubject().split("\\.", -1);
            String name = String.join("/", List.of(tokens).subList(NAME, tokens.length));
            if (concerns.test(name)) {
                news.run();
            }
        });
        SUBJECTS.forEach(dispatcher::subscribe);
    }
}
