package io.stratum.isolation.rls;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.stratum.isolation.rls.RolesFixture.ACME;
import static io.stratum.isolation.rls.RolesFixture.ACME_EMEA;
import static io.stratum.isolation.rls.RolesFixture.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowLevelSecurityIntegrationTests {

	private final RolesFixture fixture = RolesFixture.withProtectedProduct();

	private final UUID acmeOrder = order(ACME, "acme's");

	private final UUID globexOrder = order(GLOBEX, "globex's");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void rowsOfOtherTenantsAreAbsent() {
		assertThat(notes(ACME)).containsExactly("acme's");
		assertThat(notes(GLOBEX)).containsExactly("globex's");
	}

	@Test
	void withoutTenantNothingIsReadOrWritten() {
		assertThat(this.fixture.<List<String>>unbound(RowLevelSecurityIntegrationTests::notes)).isEmpty();
		assertRefused(() -> this.fixture.unbound((jdbc) -> insert(jdbc, null)));
		assertRefused(() -> this.fixture.unbound((jdbc) -> insert(jdbc, ACME)));
	}

	@Test
	void rowsOfOtherTenantsAreNeitherChangedNorDeleted() {
		assertThat(this.fixture.<Integer>as(ACME,
				(jdbc) -> jdbc.sql("update orders set note = 'x' where id = ?").param(this.globexOrder).update()))
			.isZero();
		assertThat(this.fixture.<Integer>as(ACME,
				(jdbc) -> jdbc.sql("delete from orders where id = ?").param(this.globexOrder).update()))
			.isZero();
		assertThat(notes(GLOBEX)).containsExactly("globex's");
	}

	@Test
	void writesThatReadNoColumnTouchOwnRowsOnly() {
		assertThat(this.fixture.<Integer>as(ACME, (jdbc) -> jdbc.sql("update orders set note = 'all'").update()))
			.isEqualTo(1);
		assertThat(this.fixture.<Integer>as(ACME, (jdbc) -> jdbc.sql("delete from orders").update())).isEqualTo(1);
		assertThat(notes(GLOBEX)).containsExactly("globex's");
	}

	@Test
	void rowsCannotBeGivenToAnotherTenant() {
		assertRefused(() -> this.fixture.as(ACME, (jdbc) -> insert(jdbc, GLOBEX)));
		assertRefused(() -> this.fixture.as(ACME,
				(jdbc) -> jdbc.sql("update orders set tenant_id = ? where id = ?")
					.params(GLOBEX, this.acmeOrder)
					.update()));
		assertRefused(() -> this.fixture.as(ACME,
				(jdbc) -> jdbc.sql("update orders set tenant_id = '%s'".formatted(GLOBEX)).update()));
	}

	@Test
	void rowsThatNobodyStampsBelongToTheBoundTenant() {
		this.fixture.as(ACME,
				(jdbc) -> jdbc.sql("insert into order_tag (order_id, tag) values (?, 'urgent')")
					.param(this.acmeOrder)
					.update());
		assertThat(this.fixture
			.<UUID>asPlatform((jdbc) -> jdbc.sql("select tenant_id from order_tag").query(UUID.class).single()))
			.isEqualTo(ACME);
		assertThat(this.fixture.<Long>as(GLOBEX,
				(jdbc) -> jdbc.sql("select count(*) from order_tag").query(Long.class).single()))
			.isZero();
	}

	@Test
	void subtreeReaderSeesVisibleTenantsAndWritesNothing() {
		order(ACME_EMEA, "emea's");
		assertThat(this.fixture.<List<String>>asSubtree(RowLevelSecurityIntegrationTests::notes, ACME, ACME_EMEA))
			.containsExactlyInAnyOrder("acme's", "emea's");
		assertThat(this.fixture.<List<String>>asSubtree(RowLevelSecurityIntegrationTests::notes)).isEmpty();
		assertRefused(() -> this.fixture.asSubtree((jdbc) -> jdbc.sql("delete from orders").update(), ACME));
	}

	@Test
	void ownerIsBoundByPoliciesOfItsOwn() {
		assertThat(JdbcClient.create(this.fixture.owner).sql("select count(*) from orders").query(Long.class).single())
			.isEqualTo(2);
		this.fixture.asOwner("drop policy tenant_isolation_platform on orders");
		assertThat(JdbcClient.create(this.fixture.owner).sql("select count(*) from orders").query(Long.class).single())
			.isZero();
	}

	@Test
	void applicationCannotTruncate() {
		assertRefused(() -> this.fixture.as(ACME, (jdbc) -> jdbc.sql("truncate order_tag").update()));
	}

	@Test
	void applyingAgainExecutesNothing() {
		assertThat(this.fixture.security().apply(false).steps()).isEmpty();
	}

	@Test
	void verificationPassesOnceApplied() {
		this.fixture.security().verify();
		this.fixture.security().verifyLogin(this.fixture.application);
	}

	private List<String> notes(UUID tenant) {
		return this.fixture.as(tenant, RowLevelSecurityIntegrationTests::notes);
	}

	private static List<String> notes(JdbcClient jdbc) {
		return jdbc.sql("select note from orders order by id").query(String.class).list();
	}

	private UUID order(UUID tenant, String note) {
		return this.fixture.as(tenant,
				(jdbc) -> jdbc.sql("insert into orders (id, note) values (gen_random_uuid(), ?) returning id")
					.param(note)
					.query(UUID.class)
					.single());
	}

	private static int insert(JdbcClient jdbc, UUID tenant) {
		return jdbc.sql("insert into orders (tenant_id, id) values (?, gen_random_uuid())").param(tenant).update();
	}

	private static void assertRefused(Runnable work) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(work::run)
			.havingRootCause()
			.satisfies((ex) -> assertThat(((java.sql.SQLException) ex).getSQLState()).isEqualTo("42501"));
	}

}
