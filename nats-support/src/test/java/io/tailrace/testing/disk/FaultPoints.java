package io.tailrace.testing.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Each fault at each step of a scenario, none left out: the first, the second, and so on, until the scenario ends before
 * the step is reached.
 */
public final class FaultPoints {

    // Most of a case is waiting.
    private static final int AT_ONCE = 8;

    private FaultPoints() {}

    /** Something that is gone through from its beginning to its end, whatever comes between. */
    public interface Scenario {

        /**
         * Goes through it, on a disk of its own with this fate.
         *
         * @throws Exception or an error, when what has to hold does not
         */
        void run(FaultPoint point) throws Exception;
    }

    /**
     * Runs them.
     *
     * @param seed of what a power failure leaves by chance
     * @return how many there were
     */
    public static int runAll(Scenario scenario, long seed) throws InterruptedException {
        List<Callable<Integer>> series = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            series.add(() -> run(scenario, fault, number -> Survival.EVERYTHING));
            if (fault.isDeath()) {
                series.add(() -> run(scenario, fault, number -> Survival.ONLY_DURABLE));
                series.add(() -> run(scenario, fault, number -> Survival.someOf(new Random(seed + number))));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            int all = 0;
            for (Future<Integer> one : threads.invokeAll(series)) {
                all += one.get();
            }
            return all;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static int run(Scenario scenario, Fault fault, Survivals survivals) {
        int number = 0;
        while (true) {
            FaultPoint point = new FaultPoint(number, fault, survivals.of(number));
            try {
                scenario.run(point);
            } catch (Exception | AssertionError | Death e) {
                throw new AssertionError(point + ": " + e, e);
            }
            if (point.hit() == null) {
                return number;
            }
            number++;
        }
    }

    private interface Survivals {
        Survival of(int number);
    }
}
