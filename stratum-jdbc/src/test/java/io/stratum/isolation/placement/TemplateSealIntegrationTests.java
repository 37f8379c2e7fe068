package io.stratum.isolation.placement;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What tenants are cloned from holds what the migrations wrote and nothing else.
 */
class TemplateSealIntegrationTests {

	private final Depot depot = new Depot();

	@BeforeEach
	void makeTemplate() {
		this.depot.node.create(Depot.slug(), IsolationStrategy.SCHEMA);
	}

	@AfterEach
	void stop() {
		this.depot.assertCatalogAndRecordAgree();
		this.depot.close();
	}

	@Test
	void applicationCannotWriteIntoATemplate() {
		DataAccessException refusal = catchThrowableOfType(DataAccessException.class, () -> smuggle(template()));
		assertThat(refusal).isNotNull();
		assertThat(NestedExceptionUtils.getMostSpecificCause(refusal)).isInstanceOf(SQLException.class)
			.extracting((cause) -> ((SQLException) cause).getSQLState())
			.isEqualTo("42501");
		assertThat(parcelsOfNewTenant()).isZero();
	}

	@Test
	void templateThatWasOpenIsMadeAnew() {
		String open = template();
		open(open);
		smuggle(open);
		try (PlacementFixture.Node restarted = this.depot.fixture.node()) {
			Tenant tenant = restarted.create(Depot.slug(), IsolationStrategy.SCHEMA);
			assertThat(parcels(tenant)).isZero();
		}
		assertThat(template()).isNotEqualTo(open);
		assertThat(this.depot.fixture.placesInCatalog()).doesNotContain(open);
	}

	@Test
	void openTemplateThatAnotherNodeHoldsIsNotCloned() {
		String open = template();
		open(open);
		smuggle(open);
		this.depot.fixture.sql("""
				update stratum.placement
				set holder = gen_random_uuid(), held_until = now() + interval '1 h'
				where purpose = 'TEMPLATE'
				""").update();
		assertThat(parcelsOfNewTenant()).isZero();
		assertThat(template()).isEqualTo(open);
	}

	/** Leaves a template as the versions before left it. */
	private void open(String template) {
		this.depot.fixture.sql("grant usage on schema " + template + " to " + PlacementFixture.ROLES.application())
			.update();
		this.depot.fixture.sql("comment on schema " + template + " is null").update();
	}

	private void smuggle(String template) {
		SingleConnectionDataSource application = new SingleConnectionDataSource(this.depot.fixture.url(),
				PlacementFixture.ROLES.application(), "", true);
		try {
			JdbcClient jdbc = JdbcClient.create(application);
			jdbc.sql("select set_config('app.current_tenant_id', ?, false)")
				.param(UUID.randomUUID().toString())
				.query()
				.singleRow();
			jdbc.sql("insert into " + template + ".parcel (receiver) values ('smuggled')").update();
		}
		finally {
			application.destroy();
		}
	}

	private long parcelsOfNewTenant() {
		return parcels(this.depot.node.create(Depot.slug(), IsolationStrategy.SCHEMA));
	}

	private long parcels(Tenant tenant) {
		List<String> schemas = this.depot.fixture.sql("select schema from stratum.placement where tenant_id = ?")
			.param(tenant.id().value())
			.query(String.class)
			.list();
		return this.depot.fixture.sql("select count(*) from " + schemas.get(0) + ".parcel").query(Long.class).single();
	}

	private String template() {
		return this.depot.fixture.sql("select schema from stratum.placement where purpose = 'TEMPLATE'")
			.query(String.class)
			.single();
	}

}
