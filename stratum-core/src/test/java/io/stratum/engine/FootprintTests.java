package io.stratum.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FootprintTests {

	@Test
	void longerTextTakesMore() {
		assertThat(Footprint.of("x".repeat(1_000))).isBetween(2_000L, 2_100L);
	}

	@Test
	void eachMemberOfAnObjectCounts() {
		assertThat(Footprint.of(Map.of("a", List.of(1, true), "b", "c"))).isGreaterThan(Footprint.of(Map.of("b", "c")));
	}

	@Test
	void nothingTakesLittle() {
		assertThat(Footprint.of(null)).isPositive().isLessThan(100);
		assertThat(Footprint.of(Collections.singletonMap("a", null))).isPositive();
	}

}
