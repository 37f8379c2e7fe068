package io.stratum.permission;

import java.util.Map;

import io.stratum.engine.Json;
import io.stratum.engine.JsonData;
import io.stratum.engine.RightsFixture;
import io.stratum.engine.RightsFixture.Family;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PermissionMemoryIntegrationTests {

	private static final PermissionGrant EXPORT = PermissionGrant.of("export");

	private static RightsFixture fixture;

	private static Permissions permissions;

	private Family cast;

	@BeforeAll
	static void start() {
		fixture = new RightsFixture();
		permissions = new Permissions(fixture.database, fixture.engine.feed, fixture.journal, fixture.context,
				fixture.tenants);
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void cast() {
		this.cast = fixture.family();
	}

	@Test
	void boundTenantIsAskedWithoutSql() {
		permissions.grant(this.cast.acme().id(), EXPORT.worth(10));
		permissions.grant(this.cast.acme().id(), PermissionGrant.of("import").worth(false));
		assertThat(permissions.allows("export")).isFalse();
		try (TenantContext.Scope scope = fixture.context.bind(this.cast.sales())) {
			assertThat(fixture.statements.statementsOf(() -> permissions.allows("export"))).isEqualTo(1);
			assertThat(fixture.statements.statementsOfWarm(() -> {
				assertThat(permissions.allows("export")).isTrue();
				assertThat(permissions.allows("import")).isFalse();
				assertThat(permissions.allows("unknown")).isFalse();
			})).isZero();
		}
	}

	@Test
	void changeIsSeenAtOnceAndByThatTreeOnly() {
		TenantId sales = this.cast.sales().id();
		permissions.grant(this.cast.globex().id(), EXPORT);
		permissions.effective(sales);
		permissions.effective(this.cast.globex().id());
		PermissionPolicy policy = permissions.grant(this.cast.acme().id(), EXPORT);
		assertThat(effective(sales).isHeld()).isTrue();
		permissions.update(this.cast.acme().id(), policy.id(), PermissionChange.none().worth(false));
		assertThat(effective(sales).isHeld()).isFalse();
		assertThat(fixture.statements.statementsOfWarm(() -> {
			effective(this.cast.globex().id());
			effective(sales);
		})).isZero();
		fixture.setStatus(this.cast.acme(), "archived");
		assertThat(permissions.effective(sales)).isEmpty();
	}

	@Test
	void valueIsKeptAsItIs() {
		Object value = Json.mapper()
			.readValue("{\"limits\": [1, 2.50, null], \"plan\": \"gold\", \"big\": 1e20}", Object.class);
		permissions.grant(this.cast.acme().id(), EXPORT.worth(value));
		Object kept = effective(this.cast.sales().id()).value();
		assertThat(JsonData.same(kept, value)).isTrue();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((Map<?, ?>) kept).remove("plan"));
	}

	private static EffectivePermission effective(TenantId tenant) {
		return permissions.effective(tenant).get("export");
	}

}
