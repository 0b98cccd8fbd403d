package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineIdTests {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void isWhatTheFileSaysIfItSaysAnything() throws IOException {
        Path file = directory.resolve("machine-id");
        assertThat(MachineId.in(file)).isNull();
        assertThat(MachineId.in(Files.writeString(file, ID + "\n"))).isEqualTo(ID);
        assertThat(MachineId.in(Files.writeString(file, ""))).isNull();
        assertThat(MachineId.in(Files.writeString(file, "uninitialized\n"))).isNull();
    }

    @Test
    void countsWhereBothAreKnown() {
        Identity unknown = new Identity("a", "logs", 8);
        Identity one = new Identity("a", "logs", 8, ID);
        Identity other = new Identity("a", "logs", 8, "f" + ID.substring(1));
        assertThat(one.isSame(unknown)).isTrue();
        assertThat(unknown.isSame(one)).isTrue();
        assertThat(one.isSame(one)).isTrue();
        assertThat(one.isSame(other)).isFalse();
        assertThat(one.isSame(new Identity("b", "logs", 8, ID))).isFalse();
        assertThat(one.isSame(new Identity("a", "prod", 8, ID))).isFalse();
        assertThat(one.isSame(new Identity("a", "logs", 9, ID))).isFalse();
    }
}
