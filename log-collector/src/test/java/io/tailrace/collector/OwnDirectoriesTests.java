package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.config.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** A collector alone uses its directories. */
class OwnDirectoriesTests extends CollectorCase {

    @Test
    void refusesAStateDirectoryThatIsInUse() throws Exception {
        fixture.start();
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> StateDirectory.take(fixture.properties().stateDirectory()))
                .withMessageContaining("is in use by another collector");
    }

    @Test
    void refusesAnArchiveOfAnotherLedger() throws Exception {
        fixture.start();
        fixture.stop();
        fixture.set("state-directory", fixture.directory.resolve("other").toString());
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(fixture::start)
                .withMessageContaining("Restore the ledger that belongs to it");
    }
}
