package io.stratum.autoconfigure.tenant;

import java.util.Optional;

import io.stratum.tenant.FirstTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Has the first tenant in place before the application's migrations give it rows.
 */
final class FirstTenantInitializer implements InitializingBean {

	private static final Logger log = LoggerFactory.getLogger("io.stratum.Stratum");

	private final FirstTenant first;

	private final FirstTenantProperties properties;

	private Optional<TenantId> id = Optional.empty();

	FirstTenantInitializer(FirstTenant first, FirstTenantProperties properties) {
		this.first = first;
		this.properties = properties;
	}

	@Override
	public void afterPropertiesSet() {
		this.id = this.first.findOrCreate(this.properties.slug(), this.properties.nameOrSlug()).map(Tenant::id);
		this.id.ifPresentOrElse((known) -> log.info("The first tenant is '{}' ({})", this.properties.slug(), known),
				() -> log.warn(
						"'stratum.first-tenant.slug' is '{}', which no tenant has, and there are others. "
								+ "If it was renamed, change the property, or migrations lack ${first_tenant}",
						this.properties.slug()));
	}

	Optional<TenantId> id() {
		return this.id;
	}

}
