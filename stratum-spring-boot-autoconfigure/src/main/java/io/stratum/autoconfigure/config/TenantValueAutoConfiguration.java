package io.stratum.autoconfigure.config;

import io.stratum.StratumStartupException;
import io.stratum.config.RecordRule;
import io.stratum.config.TenantConfig;
import io.stratum.config.TenantConfigurationProperties;
import io.stratum.config.TenantProperties;
import jakarta.validation.Validator;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;

/**
 * Hands config of the bound tenant to beans, as records that are asked for in each call.
 */
@AutoConfiguration(before = TenantConfigAutoConfiguration.class)
public final class TenantValueAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TenantValueGuard stratumTenantValueGuard() {
		return new TenantValueGuard();
	}

	/**
	 * Makes one for each place it is injected into, with the record named there.
	 */
	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	<T extends Record> TenantProperties<T> stratumTenantProperties(ObjectProvider<TenantConfig> config,
			InjectionPoint point) {
		Class<T> record = record(point);
		return () -> config.getObject().bind(record);
	}

	@SuppressWarnings("unchecked") // The place asks for the record it names.
	private static <T extends Record> Class<T> record(InjectionPoint point) {
		Class<?> record = (point instanceof DependencyDescriptor dependency)
				? dependency.getResolvableType().as(TenantProperties.class).getGeneric(0).resolve(Record.class)
				: Record.class;
		if (!record.isAnnotationPresent(TenantConfigurationProperties.class)) {
			throw new StratumStartupException(
					"TenantProperties of '" + record.getName() + "' is injected into '" + point.getMember()
							+ "', but the record does not say which keys it holds.",
					"Mark the record with @TenantConfigurationProperties(\"prefix\").");
		}
		return (Class<T>) record;
	}

	/**
	 * Has records validated where constraints are understood.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Validator.class)
	static class ValidationConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RecordRule stratumRecordRule(ObjectProvider<Validator> validator) {
			return new BeanValidationRule(validator::getIfAvailable);
		}

	}

}
