package io.tailrace.agent.checkpoint;

import java.nio.file.Path;

/** The agent's state can't be used; the message says why and what the operator's choices are. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckpointException(Path path, String problem, String choices) {
        super(path + " " + problem + ". " + choices);
    }

    CheckpointException(Path path, String problem, String choices, Throwable cause) {
        super(path + " " + problem + ". " + choices, cause);
    }
}
