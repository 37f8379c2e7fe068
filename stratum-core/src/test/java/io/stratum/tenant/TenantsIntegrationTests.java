package io.stratum.tenant;

import io.stratum.engine.EngineFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantsIntegrationTests {

	private static EngineFixture engine;

	private static Tenants tenants;

	@BeforeAll
	static void start() {
		engine = new EngineFixture();
		tenants = new Tenants(engine.database, engine.feed, engine.journal, engine.context);
	}

	@AfterAll
	static void stop() {
		engine.close();
	}

	@Test
	void childKnowsTheWayToItsRoot() {
		Tenant acme = tenants.create(NewTenant.root("acme", "Acme"));
		Tenant emea = tenants.create(NewTenant.childOf(acme.id(), "acme_emea", "Acme EMEA"));
		assertThat(emea.path().ids()).containsExactly(acme.id(), emea.id());
		assertThat(tenants.find(emea.id())).contains(emea);
		assertThat(tenants.findBySlug("acme_emea")).contains(emea);
		assertThat(engine.database.jdbc().sql("select count(*) from stratum.audit_log").query(Long.class).single())
			.isEqualTo(2);
	}

}
