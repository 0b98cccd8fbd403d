package io.tailrace.admin.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectFiltersTests {

    @ParameterizedTest
    @CsvSource({
        "logs.>, logs.*.>, true",
        "logs.p1.>, logs.*.>, true",
        "*.p1.host, logs.*.>, true",
        ">, logs.*.>, true",
        "logs, logs.*.>, false",
        "logs.p1, logs.*.>, false",
        "dlq.logs, logs.*.>, false",
        "a.b, a.b, true",
        "a.*, a.b.c, false"
    })
    void overlapWhereOneSubjectMatchesBoth(String left, String right, boolean overlap) {
        assertThat(SubjectFilters.overlap(left, right)).isEqualTo(overlap);
        assertThat(SubjectFilters.overlap(right, left)).isEqualTo(overlap);
    }
}
