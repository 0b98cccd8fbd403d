package io.tailrace.suite.chaos;

import io.tailrace.suite.command.Arguments;
import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.fault.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Reads the command line of {@code bin/chaos}. */
final class RequestParser {

    private static final int MOST = 1_000_000;
    private static final long MAX_SEED = 999_999_999_999L;
    private static final int DEFAULT_KILLS = 30;
    private static final int DEFAULT_RATE = 4_000;
    private static final int DEFAULT_RATE_OF_A_CLUSTER = 2_000;

    private final Arguments arguments;
    private final List<String> ofNewCampaigns = new ArrayList<>();
    private int kills = DEFAULT_KILLS;
    private int wipes;
    private int rounds = 1;
    private long seed = ThreadLocalRandom.current().nextLong(1_000_000);
    private boolean cluster;
    private int rate;
    private Set<Part> parts = RoundSettings.ALL_PARTS;
    private boolean keep;
    private boolean detach;
    private @Nullable Path directory;
    private @Nullable Path resume;
    private @Nullable Path report;

    private RequestParser(List<String> commandLine) {
        this.arguments = new Arguments("bin/chaos", commandLine);
    }

    /**
     * Reads it.
     *
     * @throws UsageException when it says something else than {@code bin/chaos --help}
     */
    static Request parse(List<String> commandLine) {
        return new RequestParser(commandLine).request();
    }

    private Request request() {
        while (arguments.hasNext()) {
            read(arguments.next());
        }
        if (report != null) {
            refuseOthers("--report", detach ? "--detach" : null);
            return new Request.Report(report);
        }
        if (resume != null) {
            refuseOthers("--resume", null);
            return new Request.Resume(resume, detach);
        }
        if (rounds > kills) {
            throw new UsageException(
                    "--rounds %d of --kills %d: a round has one kill at least".formatted(rounds, kills));
        }
        if (rate == 0) {
            rate = cluster ? DEFAULT_RATE_OF_A_CLUSTER : DEFAULT_RATE;
        }
        return new Request.Begin(
                new CampaignSettings(kills, wipes, rounds, seed, cluster, rate, parts, keep), directory, detach);
    }

    private void read(String option) {
        switch (option) {
            case "--resume" -> resume = begun(option);
            case "--report" -> report = begun(option);
            case "--detach" -> detach = true;
            default -> {
                readForNewCampaign(option);
                ofNewCampaigns.add(option);
            }
        }
    }

    private void readForNewCampaign(String option) {
        switch (option) {
            case "--kills" -> kills = arguments.number(option, MOST);
            case "--wipes" -> wipes = (int) arguments.number(option, 0, MOST);
            case "--rounds" -> rounds = arguments.number(option, MOST);
            case "--seed" -> seed = arguments.number(option, 0, MAX_SEED);
            case "--cluster" -> cluster = true;
            case "--rate" -> rate = arguments.number(option, MOST);
            case "--parts" -> parts = parts(option);
            case "--keep" -> keep = true;
            case "--directory" -> directory = absolute(arguments.value(option, "a directory"));
            default -> throw arguments.unknown(option);
        }
    }

    private Set<Part> parts(String option) {
        Set<Part> named = EnumSet.noneOf(Part.class);
        String value = arguments.value(option, "names");
        for (String name : value.split(",", -1)) {
            named.add(
                    switch (name) {
                        case "agent" -> Part.AGENT;
                        case "collector" -> Part.COLLECTOR;
                        case "server" -> Part.SERVER;
                        default ->
                            throw new UsageException(option + " takes some of agent,collector,server, not " + value);
                    });
        }
        return named;
    }

    private Path begun(String option) {
        Path named = absolute(arguments.value(option, "a directory"));
        if (!Files.exists(new CampaignDirectory(named).settingsFile())) {
            throw new UsageException("%s %s: nothing was begun there".formatted(option, named));
        }
        return named;
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private void refuseOthers(String option, @Nullable String alsoRefused) {
        String other = ofNewCampaigns.isEmpty() ? alsoRefused : ofNewCampaigns.get(0);
        if (other != null) {
            throw new UsageException(option + " goes by what was begun there, not by " + other);
        }
    }
}
