package io.tailrace.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NatsBenchTests {

    @Test
    void findsTheColumnByItsName() {
        String csv = """
                #RunID,ClientID,MsgCount,MsgBytes,MsgsPerSec,BytesPerSec,DurationSecs
                x,P1,1000,131072000,3000.0,393216000.0,0.333
                """;

        assertThat(NatsBench.bytesPerSecond(csv)).isEqualTo(393_216_000);
    }

    @Test
    void saysSoWhenTheTableIsAnotherOne() {
        assertThatThrownBy(() -> NatsBench.bytesPerSecond("a,b\n1,2\n")).hasMessageContaining("another table");
    }
}
