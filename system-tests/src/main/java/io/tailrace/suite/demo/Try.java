package io.tailrace.suite.demo;

import io.tailrace.protocol.ArchiveNames;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Session;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteSettings;
import io.tailrace.suite.proof.Archive;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code bin/try}: ships files that are there already, and says where they arrive. */
public final class Try {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final TryOptions options;
    private final PrintStream out;

    private Try(TryOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs until everything is archived where that was asked for, else until the process is told to end.
     *
     * @param arguments the command line
     * @param out shows what happens
     * @return whether the archive held what the files held
     * @throws io.tailrace.suite.command.UsageException when the command line makes no sense
     */
    public static boolean run(List<String> arguments, PrintStream out) throws IOException, InterruptedException {
        return new Try(TryOptions.parse(arguments), out).run();
    }

    private boolean run() throws IOException, InterruptedException {
        String host = InetAddress.getLocalHost().getHostName();
        String[] globs = options.files().stream().map(Try::glob).toArray(String[]::new);
        try (Session session = Session.temporary("try", directory -> SuiteSettings.of(host, "try", globs))) {
            session.keepDirectory();
            Archive archive = new Archive(session.directory().archive(), host);
            Deliveries deliveries = Deliveries.of(options.files(), archive);
            out.println("starting nats-server, log-agent, log-collector and stream-admin");
            session.suite().start();
            session.suite().awaitReady();
            explain(session.suite(), archive);
            while (!options.once() || !deliveries.areSettled()) {
                Poll.pause(INTERVAL);
                deliveries.tick(out);
            }
            return deliveries.areIdentical(out);
        }
    }

    private void explain(Suite suite, Archive archive) {
        Addresses.of(suite).forEach(out::println);
        for (Path file : options.files()) {
            out.println(file + "\n  is archived as  " + archive.directory(file).resolve(ArchiveNames.CURRENT));
        }
        out.println("watch the archive:  tail -F "
                + archive.directory(options.files().get(0)).resolve(ArchiveNames.CURRENT));
        out.println("watch the stream:   nats sub --server " + suite.nats().url() + " --raw 'logs.>'");
        if (!options.once()) {
            out.println("Ctrl-C ends it; the archive stays.");
        }
    }

    /** A glob that matches one path only, whatever characters are in it. */
    static String glob(Path path) {
        return path.toString().replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
    }
}
