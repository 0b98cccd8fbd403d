package io.tailrace.suite.proxy;

/** Which way bytes go. */
public enum Direction {
    TO_SERVER("to the server"),
    TO_CLIENT("to the client");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
