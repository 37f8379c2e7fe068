package io.stratum.autoconfigure.engine;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is loaded beside the start; Boot says nothing of what fails there.
 */
class EnginePreinitializerTests {

	@Test
	void everythingLoadsWithoutADatabase() throws Exception {
		List<BackgroundPreinitializer> own = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(BackgroundPreinitializer.class)
			.stream()
			.filter((each) -> each.getClass().getName().startsWith("io.stratum."))
			.toList();
		assertThat(own).hasSize(4);
		for (BackgroundPreinitializer each : own) {
			each.preinitialize();
		}
	}

}
