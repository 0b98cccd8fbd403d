package io.tailrace.admin.apply;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.plan.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes what is permitted to be deleted, and creates it again. Nothing is acknowledged to a publisher that would be
 * deleted right after: a stream loses its subjects first.
 *
 * @param api the broker
 * @param backups where copies go, null for none
 * @param clock names them
 */
record Destruction(StreamApi api, @Nullable Path backups, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(Destruction.class);

    private static final String SUBJECTS = "subjects";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Deletes a stream and creates it again as its plan says. */
    StreamInfo recreate(Plan plan, Lease lease) throws BrokerException, InterruptedException {
        ObjectNode config = Objects.requireNonNull(plan.request());
        new Rehearsal(api).stream(config);
        delete(plan, lease);
        try {
            return new Creation(api).create(config);
        } catch (RefusedException refused) {
            log.error("stream={} is created as it was, empty: {}", plan.target().stream(), refused.description());
            new Creation(api).create(Objects.requireNonNull(plan.actual()));
            throw refused;
        }
    }

    /** Deletes a consumer and creates it again as its plan says. */
    ObjectNode recreateConsumer(Plan plan) throws BrokerException, InterruptedException {
        String stream = plan.target().stream();
        ObjectNode config = Objects.requireNonNull(plan.request());
        new Rehearsal(api).consumer(stream, config);
        api.deleteConsumer(stream, Objects.requireNonNull(plan.target().consumer()));
        try {
            return api.put(stream, config).config();
        } catch (RefusedException refused) {
            log.error("stream={} is created as it was, from its start: {}", plan.target(), refused.description());
            api.put(stream, Objects.requireNonNull(plan.actual()));
            throw refused;
        }
    }

    /** Deletes a stream. */
    void delete(Plan plan, Lease lease) throws BrokerException, InterruptedException {
        boolean detached = detach(plan);
        boolean deleted = false;
        try {
            backUp(plan.target().stream(), lease);
            requireHeld(lease);
            api.delete(plan.target().stream());
            deleted = true;
        } finally {
            if (detached && !deleted) {
                attach(plan);
            }
        }
    }

    /** Copies a stream, where that is asked for. */
    void backUp(String stream, Lease lease) throws BrokerException, InterruptedException {
        if (backups == null) {
            return;
        }
        Path directory = backups.resolve(stream + "-" + STAMP.format(clock.instant()));
        api.backUp(stream, directory, lease::renew);
        log.info("stream={} backed up to {}; nats stream restore {}", stream, directory, directory);
    }

    /**
     * Takes a stream's subjects away, so that publishers wait. Not where they are not declared, since they could not be
     * given back by the next instance should this one die; nor of a sealed stream, which takes nothing in anyway.
     */
    private boolean detach(Plan plan) throws BrokerException, InterruptedException {
        ObjectNode actual = Objects.requireNonNull(plan.actual());
        boolean declared = plan.declared() == null || plan.declared().has(SUBJECTS);
        if (!declared
                || actual.path("sealed").asBoolean(false)
                || actual.path(SUBJECTS).isEmpty()) {
            return false;
        }
        ObjectNode idle = actual.deepCopy();
        idle.putArray(SUBJECTS).add("tailrace.admin.detached." + plan.target().stream());
        try {
            api.update(idle);
        } catch (RefusedException refused) {
            log.warn(
                    "stream={} takes messages until it is deleted, the server refuses otherwise: {}",
                    plan.target().stream(),
                    refused.description());
            return false;
        }
        log.info("stream={} takes no messages until it is deleted", plan.target().stream());
        return true;
    }

    private void attach(Plan plan) throws InterruptedException {
        try {
            api.update(Objects.requireNonNull(plan.actual()));
        } catch (BrokerException notGivenBack) {
            log.error(
                    "stream={} has no subjects now and publishers wait; they could not be given back: {}",
                    plan.target().stream(),
                    notGivenBack.getMessage());
        }
    }

    private static void requireHeld(Lease lease) {
        lease.renew();
        if (!lease.isHeld()) {
            throw new IllegalStateException("the lease is lost, another stream-admin may be at it");
        }
    }
}
