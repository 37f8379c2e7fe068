package io.stratum.autoconfigure.property;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Has misspelled properties noticed.
 */
@AutoConfiguration
public final class PropertyAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static UnknownPropertyCheck stratumUnknownPropertyCheck(ConfigurableEnvironment environment) {
		return new UnknownPropertyCheck(environment);
	}

}
