package io.tailrace.suite.chaos;

import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.screen.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code bin/chaos}: kills everything over and over while logs are shipped, then compares every byte. */
public final class Chaos {

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);

    private final PrintStream out;

    private Chaos(PrintStream out) {
        this.out = out;
    }

    /**
     * Does what it is asked for.
     *
     * @param arguments the command line
     * @param out shows what happens
     * @return whether everything was proven that was asked for
     * @throws UsageException when the command line makes no sense
     */
    public static boolean run(List<String> arguments, PrintStream out) throws IOException, InterruptedException {
        Chaos chaos = new Chaos(out);
        Request request = RequestParser.parse(arguments);
        if (request instanceof Request.Begin begin) {
            return chaos.begin(begin);
        } else if (request instanceof Request.Resume resume) {
            return chaos.goOn(new CampaignDirectory(resume.directory()), resume.detached());
        } else if (request instanceof Request.Report report) {
            return chaos.report(new CampaignDirectory(report.directory()));
        }
        throw new IllegalStateException("not a request: " + request);
    }

    private boolean begin(Request.Begin request) throws IOException, InterruptedException {
        Path named = request.directory();
        CampaignDirectory directory = new CampaignDirectory(
                named == null ? Files.createTempDirectory("tailrace-chaos-").toRealPath() : named);
        if (Files.exists(directory.settingsFile())) {
            throw new UsageException(directory.root() + " holds a campaign already: --resume or --report it");
        }
        directory.begin(request.settings());
        boolean proven = goOn(directory, request.detached());
        boolean nothingToKeep = named == null
                && !request.detached()
                && !request.settings().keep()
                && request.settings().rounds() == 1;
        if (proven && nothingToKeep) {
            SuiteDirectory.delete(directory.root());
        }
        return proven;
    }

    private boolean goOn(CampaignDirectory directory, boolean detached) throws IOException, InterruptedException {
        if (detached) {
            Process process = Background.resume(directory);
            out.println("goes on in the background as process " + process.pid() + "; what it prints is in "
                    + directory.log());
            out.println("the sum so far:       bin/chaos --report " + directory.root());
            out.println("once it was stopped:  bin/chaos --resume " + directory.root() + " --detach");
            return true;
        }
        new Campaign(directory, Screen.of(out, PLAIN_INTERVAL)).run();
        CampaignReport report = new CampaignReport(directory.settings(), directory.records());
        if (directory.settings().rounds() > 1) {
            report.print(out);
        }
        return report.isProven();
    }

    private boolean report(CampaignDirectory directory) throws IOException {
        CampaignReport report = new CampaignReport(directory.settings(), directory.records());
        report.print(out);
        return report.isProven();
    }
}
