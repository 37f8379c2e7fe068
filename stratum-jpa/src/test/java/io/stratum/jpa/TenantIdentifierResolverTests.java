package io.stratum.jpa;

import java.util.UUID;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantIdentifierResolverTests {

	private final TenantContext context = new TenantContext();

	private final TenantIdentifierResolver resolver = new TenantIdentifierResolver(this.context);

	@Test
	void boundTenantIsTheIdentifier() {
		Tenant acme = Ledger.tenant("acme");
		try (TenantContext.Scope scope = this.context.bind(acme)) {
			assertThat(this.resolver.resolveCurrentTenantIdentifier()).isEqualTo(acme.id().value());
		}
	}

	@Test
	void withoutTenantTheIdentifierIsOneThatNoTenantHas() {
		assertThat(this.resolver.resolveCurrentTenantIdentifier()).isEqualTo(new UUID(0, 0));
	}

	@Test
	void noTenantIsLetPastTheFilter() {
		assertThat(this.resolver.isRoot(new UUID(0, 0))).isFalse();
		assertThat(this.resolver.isRoot(UUID.randomUUID())).isFalse();
	}

	@Test
	void currentSessionOfAnotherTenantIsNoticed() {
		assertThat(this.resolver.validateExistingCurrentSessions()).isTrue();
	}

}
