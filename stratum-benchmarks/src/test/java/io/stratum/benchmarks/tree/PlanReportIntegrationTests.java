package io.stratum.benchmarks.tree;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plans in a tree of 10,000 tenants, as PostgreSQL makes them for the statements that are
 * really sent.
 */
class PlanReportIntegrationTests {

	@Test
	void noStatementOfTheTreeReadsTheWholeTable() {
		try (Forest forest = new Forest(10, 10, 99)) {
			Map<String, Map<String, String>> plans = new PlanReport(forest).plans();
			plans.remove(PlanReport.MOVE_OF_BRANCH);
			assertThat(plans).hasSize(5).allSatisfy((what, statements) -> {
				assertThat(statements).isNotEmpty();
				assertThat(statements.values())
					.allSatisfy((plan) -> assertThat(plan).doesNotContain("Seq Scan on tenant", "Seq Scan on config"));
			});
		}
	}

}
