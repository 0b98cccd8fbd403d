package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LastingConditionTests {

    private final AtomicLong nanoTime = new AtomicLong();
    private final LastingCondition condition = new LastingCondition(
            LoggerFactory.getLogger(LastingConditionTests.class), Duration.ofMinutes(5), nanoTime::get);

    @Test
    void isSaidOnceUntilItChangesEndsOrLastsLong(CapturedOutput output) {
        condition.holds("down");
        condition.holds("down");
        assertThat(output.getOut().split("down", -1)).hasSize(2);
        condition.holds("away");
        assertThat(output).contains("away");
        condition.holds("down");
        condition.over();
        condition.holds("down");
        assertThat(output.getOut().split("down", -1)).hasSize(4);
        nanoTime.addAndGet(Duration.ofMinutes(5).toNanos());
        condition.holds("down");
        assertThat(output.getOut().split("down", -1)).hasSize(5);
    }
}
