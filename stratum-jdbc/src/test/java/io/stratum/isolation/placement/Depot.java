package io.stratum.isolation.placement;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fixture with one lasting node, and the questions that tests ask about its places.
 */
final class Depot implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final PlacementFixture fixture = new PlacementFixture();

	final PlacementFixture.Node node = this.fixture.node();

	static String slug() {
		return "tenant_" + COUNTER.incrementAndGet();
	}

	/** Checks that what there is was recorded, and that every tenant has its place. */
	void assertCatalogAndRecordAgree() {
		assertThat(this.fixture.placesInCatalog()).isEqualTo(this.fixture.placesOnRecord());
		assertThat(this.fixture.sql("""
				select count(*)
				from stratum.tenant t
				where isolation_strategy <> 'SHARED_RLS' and status <> 'archived'
					and not exists (
						select from stratum.placement p
						where p.tenant_id = t.id and p.state = 'READY'
					)
				""").query(Long.class).single()).isZero();
	}

	/** Checks that a tenant works, or can be created now. */
	void assertUsable(String slug, IsolationStrategy strategy) {
		Tenant tenant = this.node.tenants.findBySlug(slug).orElseGet(() -> this.node.create(slug, strategy));
		assertThat(rows(tenant)).containsExactly(slug);
	}

	/** Writes a row as the tenant and reads what it sees. */
	List<String> rows(Tenant tenant) {
		DataSource home = this.fixture.connect(this.fixture.name, PlacementFixture.ROLES.application());
		JdbcClient jdbc = JdbcClient.create(this.node.dataSource(OutdatedPlaces.SERVED, home));
		try (TenantContext.Scope scope = this.node.context.bind(tenant)) {
			jdbc.sql("insert into parcel (receiver) values (?)").param(tenant.slug()).update();
			return jdbc.sql("select receiver from parcel").query(String.class).list();
		}
	}

	/** Archives a tenant and takes its place down. */
	boolean discard(String slug) {
		Tenant tenant = this.node.tenants.findBySlug(slug).orElseThrow();
		this.fixture.sql("update stratum.tenant set status = 'archived' where id = ?")
			.param(tenant.id().value())
			.update();
		return this.node.provisioner.drop(tenant.id());
	}

	long unclaimed() {
		return this.fixture.sql("select count(*) from stratum.placement where tenant_id is null and purpose = 'TENANT'")
			.query(Long.class)
			.single();
	}

	@Override
	public void close() {
		this.node.close();
		this.fixture.close();
	}

}
