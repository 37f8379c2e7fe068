package io.stratum.autoconfigure.planted;

import org.springframework.context.annotation.Bean;

/**
 * Shows a bean to everybody.
 */
public final class CrowdedAutoConfiguration {

	/**
	 * A bean that is not hidden.
	 * @return nothing of use
	 */
	@Bean
	public String shown() {
		return "";
	}

}
