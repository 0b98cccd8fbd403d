package io.tailrace.testing.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.testing.disk.Step.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForgetfulDiskTests {

    private final ForgetfulDisk disk = new ForgetfulDisk();

    @Test
    void keepsThroughAPowerFailureWhatWasSyncedNameAndBytes() throws IOException {
        write("a", "one");
        disk.sync("a");
        disk.syncDirectory("");
        write("a", "two");
        assertThat(text(disk, "a")).isEqualTo("two");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEqualTo("one");
        assertThat(text(disk.crash(Survival.EVERYTHING), "a")).isEqualTo("two");
    }

    @Test
    void forgetsANameWhoseDirectoryWasNotSynced() throws IOException {
        write("a", "one");
        disk.sync("a");
        assertThat(disk.crash(Survival.ONLY_DURABLE).exists("a")).isFalse();
        disk.makeDirectory("d");
        write("d/b", "one");
        disk.sync("d/b");
        disk.syncDirectory("d");
        assertThat(disk.crash(Survival.ONLY_DURABLE).exists("d")).isFalse();
        disk.syncDirectory("");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "d/b")).isEqualTo("one");
    }

    @Test
    void leavesANameWithoutBytesWhereOnlyTheDirectoryWasSynced() throws IOException {
        write("a", "one");
        disk.syncDirectory("");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEmpty();
    }

    @Test
    void renamesAllOrNothing() throws IOException {
        write("a", "old");
        disk.sync("a");
        disk.syncDirectory("");
        write("a.new", "new");
        disk.sync("a.new");
        disk.rename("a.new", "a");
        Set<String> left = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            ForgetfulDisk after = disk.crash(Survival.someOf(new Random(seed)));
            left.add(text(after, "a"));
        }
        assertThat(left).containsExactlyInAnyOrder("old", "new");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEqualTo("old");
    }

    @Test
    void losesPagesOfAnUnsyncedFileOneByOne() throws IOException {
        write("a", "x".repeat(3 * 4096));
        disk.syncDirectory("");
        Set<String> left = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            left.add(text(disk.crash(Survival.someOf(new Random(seed))), "a"));
        }
        assertThat(left).as("no bytes, or any of three pages").hasSize(1 + 8);
    }

    @Test
    void aSyncThatFailedIsNotMadeGoodByOneThatSucceeds() throws IOException {
        write("a", "one");
        disk.sync("a");
        disk.syncDirectory("");
        write("a", "two");
        disk.fate(refuse(Kind.SYNC));
        assertThatIOException().isThrownBy(() -> disk.sync("a"));
        disk.fate(Fate.KIND);
        disk.sync("a");
        assertThat(text(disk, "a")).isEqualTo("two");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEqualTo("one");
        write("a", "two");
        disk.sync("a");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEqualTo("two");
    }

    @Test
    void aWriteThatIsRefusedMayHaveWrittenHalf() throws IOException {
        write("a", "----");
        disk.fate(refuse(Kind.WRITE));
        assertThatIOException().isThrownBy(() -> write("a", "abcd"));
        assertThat(text(disk, "a")).isEqualTo("ab--");
    }

    @Test
    void theDeadDoNothingMore() throws IOException {
        disk.fate(new Fate() {
            @Override
            public void after(Step step) {
                throw new Death(step);
            }
        });
        assertThatExceptionOfType(Death.class).isThrownBy(() -> disk.create("a"));
        assertThat(disk.exists("a")).isTrue();
        assertThatExceptionOfType(Death.class).isThrownBy(() -> disk.sync("a"));
        assertThat(disk.steps()).hasSize(1);
    }

    @Test
    void aLinkIsDurableWithItsName() throws IOException {
        disk.link("current", "a");
        assertThat(disk.crash(Survival.ONLY_DURABLE).exists("current")).isFalse();
        disk.syncDirectory("");
        disk.link("next", "b");
        disk.rename("next", "current");
        assertThat(disk.readLink("current")).isEqualTo("b");
        assertThat(disk.crash(Survival.ONLY_DURABLE).readLink("current")).isEqualTo("a");
    }

    @Test
    void mappedMemoryOutlivesAKillAndNotAPowerFailure() throws IOException {
        write("a", "one");
        disk.sync("a");
        disk.syncDirectory("");
        ByteBuffer mapped = disk.map("a");
        mapped.put((byte) 'O');
        assertThat(text(disk, "a")).isEqualTo("One");
        assertThat(text(disk.crash(Survival.EVERYTHING), "a")).isEqualTo("One");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEqualTo("one");
    }

    @Test
    void whatWasCutIsNotThereAgainAfterASync() throws IOException {
        write("a", "x".repeat(5_000));
        disk.sync("a");
        disk.syncDirectory("");
        disk.truncate("a", 0);
        disk.write("a", 4_999, ByteBuffer.wrap(new byte[] {'y'}));
        disk.sync("a");
        assertThat(text(disk.crash(Survival.ONLY_DURABLE), "a")).isEqualTo("\0".repeat(4_999) + "y");
    }

    @Test
    void stepsGoOnAfterACrash() throws IOException {
        disk.create("a");
        ForgetfulDisk after = disk.crash(Survival.EVERYTHING);
        after.create("b");
        assertThat(after.steps()).extracting(Step::number).containsExactly(0, 1);
    }

    private static Fate refuse(Kind kind) {
        return new Fate() {
            @Override
            public void before(Step step) throws IOException {
                if (step.kind() == kind) {
                    throw new IOException("No space left on device");
                }
            }
        };
    }

    private void write(String file, String text) throws IOException {
        if (!disk.exists(file)) {
            disk.create(file);
        }
        disk.write(file, 0, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ForgetfulDisk disk, String file) throws IOException {
        return new String(disk.read(file), StandardCharsets.UTF_8);
    }
}
