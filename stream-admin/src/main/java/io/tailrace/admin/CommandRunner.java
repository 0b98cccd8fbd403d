package io.tailrace.admin;

import java.io.PrintStream;
import java.util.function.IntConsumer;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Runs a command and ends the program.
 *
 * @param command what is done
 * @param out gets its answer
 * @param exit ends the program with an exit code
 */
record CommandRunner(Command command, PrintStream out, IntConsumer exit) implements ApplicationRunner {

    @Override
    public void run(ApplicationArguments args) throws InterruptedException {
        exit.accept(command.run(out));
    }
}
