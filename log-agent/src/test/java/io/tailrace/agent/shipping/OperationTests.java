package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperationTests {

    @Test
    void aHistoryIsReadBackFromItsText() {
        for (int seed = 0; seed < 200; seed++) {
            List<Operation> history = Operation.history(new Random(seed));

            assertThat(Operation.parse(Operation.text(history))).isEqualTo(history);
        }
    }

    @Test
    void eachOperationByItselfIsAHistory() throws IOException {
        try (CaseRunner cases = new CaseRunner()) {
            for (Operation operation : Operation.history(new Random(1))) {
                assertThat(cases.failure(List.of(operation)))
                        .as(operation.toString())
                        .isNull();
            }
        }
    }

    /** Found by random histories: an agent that was stopped while it looked for a copy again never found it. */
    @Test
    void aCopyIsFoundThoughTheAgentIsStoppedWhileItLooksForIt() throws IOException {
        try (CaseRunner cases = new CaseRunner()) {
            assertThat(cases.failure(
                            Operation.parse("setup 2; start; append a 0; copytruncate a 1; pause 2; stop; start;"
                                    + " backup a 0; stop")))
                    .isNull();
        }
    }

    /** Found by random histories: an inode that is used again between a look and the opening made two sources of one file. */
    @Test
    void aFileThatGotTheInodeOfAnotherSinceTheLookIsOneSource() throws IOException {
        try (CaseRunner cases = new CaseRunner()) {
            assertThat(cases.failure(Operation.parse(
                            "setup 5453; append a 0; start; reuse a 0; append a 0; turns 5; stop;" + " append b 0")))
                    .isNull();
        }
    }

    /** Found by random histories: a stream that lost only what was acknowledged beyond a hole was taken for whole. */
    @Test
    void a8WhatARollbackTakesFromBehindAHoleIsSentAgain() throws IOException {
        try (CaseRunner cases = new CaseRunner()) {
            assertThat(cases.failure(Operation.parse("refused; append a 0; start; pause 2; roll-back 2")))
                    .isNull();
        }
    }
}
