package io.tailrace.agent.source;

import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.copies.Beginnings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether a new file may be a copy in the making: all that it holds is what a followed file of its directory begins with.
 * Made for one look at one directory, on the shipping thread.
 */
final class Newcomers {

    private final Sources sources;
    private final Path directory;
    private final List<Source> cut = new ArrayList<>();
    private Siblings siblings = new Siblings();
    private boolean known;

    Newcomers(Sources sources, Path directory) {
        this.sources = sources;
        this.directory = directory;
    }

    /** One more is followed. */
    void follow(Source source) {
        if (known) {
            siblings.add(source);
        }
    }

    /** Followed files that were found to be cut meanwhile. */
    List<Source> cut() {
        return cut;
    }

    /** Whether it may be a copy of one of them, perhaps one in the making. */
    boolean isPerhapsCopy(PlainContent file) throws IOException {
        long size = file.size();
        for (Source source : siblings().like(Beginning.of(file))) {
            if (cut.contains(source)) {
                return true;
            }
            if (source.size() == 0) {
                continue;
            }
            if (!source.isIntact()) {
                cut.add(source);
                return true;
            }
            if (Beginnings.isBeginning(file, size, source.content())) {
                return true;
            }
        }
        return false;
    }

    private Siblings siblings() throws IOException {
        if (!known) {
            known = true;
            siblings = new Siblings();
            for (Source source : sources.in(directory)) {
                if (source.hasFile() && source.lookAtBeginning()) {
                    siblings.add(source);
                } else if (source.hasFile()) {
                    cut.add(source);
                    siblings.add(source);
                }
            }
        }
        return siblings;
    }
}
