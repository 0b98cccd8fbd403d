package io.tailrace.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTests {

    @Test
    void theHeaviestComeFirstAsPartsOfAll() {
        Tally tally = new Tally();
        tally.add("read", 1);
        tally.add("write", 2);
        tally.add("read", 4);
        tally.add("force", 1);

        assertThat(tally.total()).isEqualTo(8);
        assertThat(tally.top(2)).containsExactly(" 62.5 %  read", " 25.0 %  write");
    }
}
