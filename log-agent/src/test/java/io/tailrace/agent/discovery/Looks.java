package io.tailrace.agent.discovery;

import java.util.List;

/** One look at everything, on the calling thread. */
public final class Looks {

    private Looks() {}

    public static List<Listing> at(List<Input> inputs) {
        Scanner scanner = new Scanner(inputs);
        return scanner.directories().holding().stream().map(scanner::list).toList();
    }
}
