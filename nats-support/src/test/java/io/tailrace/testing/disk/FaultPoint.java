package io.tailrace.testing.disk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A fault at one step of a disk's life. Any thread. */
public final class FaultPoint implements Fate {

    private final int number;
    private final Fault fault;
    private final Survival survival;
    private volatile @Nullable Step hit;
    private volatile boolean mended;

    /**
     * Names the fault.
     *
     * @param number of the step
     * @param survival what is left where the process dies
     */
    public FaultPoint(int number, Fault fault, Survival survival) {
        this.number = number;
        this.fault = fault;
        this.survival = survival;
    }

    @Override
    public void before(Step step) throws IOException {
        if (mended || !(step.number() == number || (step.number() > number && fault == Fault.READ_ONLY))) {
            return;
        }
        if (fault == Fault.DIE_BEFORE) {
            hit = step;
            throw new Death(step);
        }
        if (!fault.isDeath()) {
            hit = hit == null ? step : hit;
            throw new IOException(fault.complaint());
        }
    }

    @Override
    public void after(Step step) {
        if (step.number() == number && fault == Fault.DIE_AFTER) {
            hit = step;
            throw new Death(step);
        }
    }

    /** Nothing goes wrong from now on. */
    public void mend() {
        mended = true;
    }

    /** The step that it came at, null as long as it did not. */
    public @Nullable Step hit() {
        return hit;
    }

    public Fault fault() {
        return fault;
    }

    public Survival survival() {
        return survival;
    }

    @Override
    public String toString() {
        Step step = hit;
        return fault
                + (step == null ? " at step " + number : " " + step)
                + (fault.isDeath() ? ", left: " + survival : "");
    }
}
