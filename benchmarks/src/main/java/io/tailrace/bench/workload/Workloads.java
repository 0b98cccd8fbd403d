package io.tailrace.bench.workload;

import io.tailrace.bench.peer.Peer;
import io.tailrace.bench.place.Scale;
import io.tailrace.bench.place.Trained.Cache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is run, in the order of a repetition: each beside its limits. */
public final class Workloads {

    static final String PLAIN = "plain";
    private static final String PLAIN_SINGLE = "plain-one-line";
    private static final String NATS_BENCH = "nats-bench";
    private static final String NATS_BENCH_SINGLE = "nats-bench-one-line";

    private Workloads() {}

    /**
     * All but the peers.
     *
     * @param nats natscli's program, null where there is none
     * @param java25 a virtual machine that has ahead-of-time caches, null where there is none
     */
    public static List<Workload> all(Scale scale, @Nullable Path nats, @Nullable String java25) {
        long lines = scale.backlogLines();
        long single = scale.singleLines();
        List<String> ofBytes = List.of(PLAIN, NATS_BENCH);
        List<String> ofMessages = List.of(PLAIN_SINGLE, NATS_BENCH_SINGLE);
        List<Workload> all = new ArrayList<>();
        all.add(new DiskSync(lines));
        all.add(new PlainJnats(PLAIN, "limit: plain jnats", lines, 0));
        all.add(new ToStream("backlog", "file -> stream", 1, lines, ofBytes));
        all.add(new ToStream("files", "%d files -> stream".formatted(scale.files()), scale.files(), lines, ofBytes));
        all.add(new BareArchiving(lines));
        all.add(new ToArchive(lines));
        all.add(new EndToEnd(lines));
        all.add(new PlainJnats(PLAIN_SINGLE, "limit: plain jnats, one line a message", single, 1));
        all.add(new ToStream(
                "one-line",
                "file -> stream, one line a message",
                1,
                single,
                ofMessages,
                "--tailrace.agent.inputs.bench.max-lines-per-message=1"));
        if (nats != null) {
            all.add(new NatsBench(nats, NATS_BENCH, "limit: nats bench", FullStream.MESSAGE_BYTES, lines));
            all.add(new NatsBench(nats, NATS_BENCH_SINGLE, "limit: nats bench, one line a message", 150, single));
        }
        all.add(new Steady(1_000));
        all.add(new Steady(20_000));
        all.add(new IdleFiles("idle-one", 1));
        all.add(new IdleFiles("idle-many", scale.idleFiles()));
        all.add(new ManyHosts(scale.hosts()));
        for (Form form : forms(java25)) {
            all.add(new EmptyStart(form));
            all.add(new StartUp(form));
        }
        all.add(new BrokerAway());
        all.add(new Busy());
        return all;
    }

    /** The same workloads of a peer, as far as it can. */
    public static List<Workload> of(Peer peer, Scale scale) {
        // A tenth: they take ten times as long.
        long lines = scale.backlogLines() / 10;
        List<Workload> all = new ArrayList<>();
        all.add(new PeerToStream(peer, true, lines));
        all.add(new PeerToStream(peer, false, Math.min(lines, scale.singleLines())));
        if (peer.kind().collects()) {
            all.add(new PeerEndToEnd(peer, lines));
        }
        if (peer.kind().follows()) {
            all.add(new PeerSteady(peer, 1_000));
            all.add(new PeerSteady(peer, 20_000));
        }
        return all;
    }

    private static List<Form> forms(@Nullable String java25) {
        List<Form> forms = new ArrayList<>();
        forms.add(new Form("jar", "executable jar", null, null));
        forms.add(new Form("cds", "extracted, class-data sharing", null, Cache.CLASS_DATA));
        if (java25 != null) {
            forms.add(new Form("aot", "extracted, AOT cache", java25, Cache.AHEAD_OF_TIME));
        }
        return forms;
    }
}
