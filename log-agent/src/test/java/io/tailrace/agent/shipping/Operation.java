package io.tailrace.agent.shipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One thing that happens to files, agent or stream. Where it can't happen nothing does, so any part of a list of operations is one,
 * too.
 *
 * @param kind what happens
 * @param file {@code a} or {@code b}, the file that it happens to, if it is one
 * @param detail decides about all details
 */
record Operation(Kind kind, char file, int detail) {

    /** What the operation is about, which says when it may come in a random sequence. */
    enum About {
        FILE,
        AGENT,
        STREAM,
        /** The stream does not keep what it had. */
        LOSS,
        /** The agent does not keep what it knew. */
        AMNESIA
    }

    /** What can happen. */
    enum Kind {
        /** Settings; counts as the first operation only. */
        SETUP(About.AGENT, 0, 1_000_000),
        /** Whole lines are written; the file is made if it is not there. */
        APPEND(About.FILE, 30, 1_000_000),
        /** Lines are written, and the last one lacks its end. */
        PARTIAL(About.FILE, 5, 1_000_000),
        /** Renamed, as are those renamed before, and perhaps made anew. */
        ROTATE(About.FILE, 8, 1_000),
        /** Copied and cut. */
        COPYTRUNCATE(About.FILE, 6, 1_000),
        /** Cut without a copy. */
        TRUNCATE(About.FILE, 3, 1_000),
        DELETE(About.FILE, 4, 1_000),
        /** Deleted, and another file has its inode, if nobody has it open. */
        REUSE(About.FILE, 15, 1_000),
        /** Written to under the name that it was renamed to. */
        LATE(About.FILE, 4, 1_000_000),
        /** The second last generation is deleted. */
        EXPIRE(About.FILE, 3, 1_000),
        /** A former generation is compressed. */
        COMPRESS(About.FILE, 5, 1_000),
        /** A copy that is none of a rotator's is made, written to, or deleted. */
        BACKUP(About.FILE, 4, 1_000),
        /** The agent looks at all files, or will once it has its turn. */
        LOOK(About.AGENT, 10, 0),
        /** A watch tells of a file. */
        NOTICE(About.FILE, 10, 0),
        /** So many things that are due by now are done. */
        TURNS(About.AGENT, 25, 40),
        /** So many milliseconds pass, or seconds, above 90. */
        PAUSE(About.AGENT, 15, 100),
        /** All that is to arrive is awaited. */
        AWAIT(About.AGENT, 4, 0),
        START(About.AGENT, 14, 0),
        STOP(About.AGENT, 5, 0),
        KILL(About.AGENT, 5, 0),
        LOSE_CHECKPOINT(About.AMNESIA, 4, 2),
        DAMAGE_CHECKPOINT(About.AMNESIA, 3, 1_000),
        /** What becomes of the next message: see {@link FakeStream.Fate}. */
        ACK_LOST(About.STREAM, 2, 0),
        UNDERWAY(About.STREAM, 2, 0),
        NOT_SENT(About.STREAM, 1, 0),
        SILENCE(About.STREAM, 1, 0),
        REFUSED(About.STREAM, 2, 0),
        SLOW(About.STREAM, 4, 0),
        /** What was on its way when links broke arrives. */
        ARRIVE(About.STREAM, 3, 0),
        DISCONNECT(About.STREAM, 2, 0),
        AWAY(About.STREAM, 1, 0),
        BACK(About.STREAM, 2, 0),
        /** The duplicate window passes. */
        FORGET_IDS(About.STREAM, 2, 0),
        EVICT(About.LOSS, 4, 20),
        PURGE(About.LOSS, 2, 0),
        ROLL_BACK(About.LOSS, 3, 40),
        RECREATE(About.LOSS, 3, 2);

        private final About about;
        private final int weight;
        private final int details;

        /**
         * @param weight how often it comes
         * @param details how many details there are to choose from, 0 if there are none
         */
        Kind(About about, int weight, int details) {
            this.about = about;
            this.weight = weight;
            this.details = details;
        }
    }

    private static final String SEPARATOR = "; ";

    /** Any history: most keep stream and checkpoint, and are held to more. */
    static List<Operation> history(Random random) {
        List<Kind> kinds = new ArrayList<>(Arrays.asList(Kind.values()));
        if (random.nextInt(4) > 0) {
            kinds.removeIf(kind -> kind.about == About.LOSS);
        }
        if (random.nextInt(4) > 0) {
            kinds.removeIf(kind -> kind.about == About.AMNESIA);
        }
        if (random.nextInt(4) > 0) {
            kinds.remove(Kind.REUSE);
        }
        int weights = kinds.stream().mapToInt(kind -> kind.weight).sum();
        List<Operation> operations = new ArrayList<>();
        operations.add(of(Kind.SETUP, random));
        for (int left = 20 + random.nextInt(60); left > 0; left--) {
            int at = random.nextInt(weights);
            int index = 0;
            while (at >= kinds.get(index).weight) {
                at -= kinds.get(index++).weight;
            }
            operations.add(of(kinds.get(index), random));
        }
        return operations;
    }

    private static Operation of(Kind kind, Random random) {
        return new Operation(
                kind,
                kind.about == About.FILE && random.nextBoolean() ? 'b' : 'a',
                kind.details == 0 ? 0 : random.nextInt(kind.details));
    }

    /** The same with fewer details, from the simplest on. */
    List<Operation> simpler() {
        List<Operation> simpler = new ArrayList<>();
        for (int less : new int[] {0, 1, 2, 3, 5, 8, detail / 100, detail / 10, detail / 2}) {
            if (less < detail) {
                simpler.add(new Operation(kind, file, less));
            }
        }
        return simpler;
    }

    /** A history as it is given by {@code -Dtailrace.sequence=}. */
    static String text(List<Operation> operations) {
        return operations.stream().map(Operation::toString).collect(Collectors.joining(SEPARATOR));
    }

    /** The history of a text. */
    static List<Operation> parse(String text) {
        return Arrays.stream(text.split(";", -1))
                .map(String::strip)
                .map(Operation::parseOne)
                .toList();
    }

    private static Operation parseOne(String text) {
        String[] words = text.split(" ", -1);
        Kind kind = Kind.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        int next = 1;
        char file = kind.about == About.FILE ? words[next++].charAt(0) : 'a';
        return new Operation(kind, file, kind.details == 0 ? 0 : Integer.parseInt(words[next]));
    }

    @Override
    public String toString() {
        String text = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return text + (kind.about == About.FILE ? " " + file : "") + (kind.details == 0 ? "" : " " + detail);
    }
}
