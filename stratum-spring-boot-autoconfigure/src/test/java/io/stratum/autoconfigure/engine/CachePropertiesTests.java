package io.stratum.autoconfigure.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CachePropertiesTests {

	@Test
	void memoryIsLimitedAsConfigured() {
		assertThat(new CacheProperties(Duration.ofSeconds(3), 10, null).limits()).satisfies((limits) -> {
			assertThat(limits.maxStaleness()).hasSeconds(3);
			assertThat(limits.maxTenants()).isEqualTo(10);
			assertThat(limits.maxBytes()).isPositive();
		});
	}

	@Test
	void memoryWithoutRoomIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CacheProperties(Duration.ofSeconds(3), 0, null).limits())
			.withMessageContaining("room for one tenant");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CacheProperties(Duration.ofMillis(900), 10, null).limits())
			.withMessageContaining("more than one second");
	}

}
