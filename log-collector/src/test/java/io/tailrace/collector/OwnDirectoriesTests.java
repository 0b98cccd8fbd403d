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
                .isThrownBy(() -> OwnDirectories.take(fixture.properties()))
                .withMessageContaining("is in use by another collector");
    }

    @Test
    void c8RefusesAnArchiveThatIsInUse() throws Exception {
        fixture.start();
        fixture.set("state-directory", fixture.directory.resolve("other").toString());
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> OwnDirectories.take(fixture.properties()))
                .withMessageContaining("archive.directory")
                .withMessageContaining("is in use by another collector");
    }
}
