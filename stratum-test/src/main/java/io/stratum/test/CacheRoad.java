package io.stratum.test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Road 23: what two tenants and nobody find in one cache under one key.
 */
final class CacheRoad {

	private final String key = "stratum-contract-" + UUID.randomUUID();

	private final TenantContext context;

	private final Tenant acme;

	private final Tenant globex;

	CacheRoad(TenantContext context, Tenant acme, Tenant globex) {
		this.context = context;
		this.acme = acme;
		this.globex = globex;
	}

	void walk(Cache cache) {
		put(cache, this.acme);
		Assumptions.assumeTrue(this.acme.slug().equals(found(cache, this.acme)),
				"The cache keeps nothing, so there is nothing to be found.");
		assertThat(found(cache, this.globex)).as("what '%s' put, found as '%s'", this.acme.slug(), this.globex.slug())
			.isNull();
		put(cache, this.globex);
		assertThat(found(cache, this.acme)).as("what '%s' finds after '%s' put", this.acme.slug(), this.globex.slug())
			.isEqualTo(this.acme.slug());
		this.context.runAs(this.acme, cache::clear);
		assertThat(found(cache, this.acme)).as("what '%s' finds after it cleared", this.acme.slug()).isNull();
		assertThat(found(cache, this.globex))
			.as("what '%s' finds after '%s' cleared", this.globex.slug(), this.acme.slug())
			.isEqualTo(this.globex.slug());
		List.<Callable<?>>of(() -> cache.get(this.key), () -> cache.evictIfPresent(this.key), cache::invalidate)
			.forEach((use) -> assertThatExceptionOfType(TenantNotBoundException.class).as("use without a tenant")
				.isThrownBy(use::call));
		this.context.runAs(this.globex, () -> cache.evict(this.key));
	}

	private void put(Cache cache, Tenant tenant) {
		this.context.runAs(tenant, () -> cache.put(this.key, tenant.slug()));
	}

	private @Nullable Object found(Cache cache, Tenant tenant) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			Cache.ValueWrapper found = cache.get(this.key);
			return (found != null) ? found.get() : null;
		}
	}

}
