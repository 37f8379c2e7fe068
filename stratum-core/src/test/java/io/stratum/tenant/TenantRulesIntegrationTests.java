package io.stratum.tenant;

import java.util.ArrayList;
import java.util.List;

import io.stratum.region.RegionAdmission;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tenants of an application with a strategy and a depth of its own.
 */
class TenantRulesIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final List<IsolationStrategy> made = new ArrayList<>();

	private final Tenants tenants = new Tenants(forest.engine.database, forest.engine.feed, forest.engine.journal,
			forest.engine.context, this::place, RegionAdmission.NONE, new TenantRules(IsolationStrategy.SCHEMA, 3));

	private Tenant acme;

	private Tenant emea;

	private Tenant sales;

	@BeforeEach
	void grow() {
		this.acme = this.tenants.create(NewTenant.root("acme", "Acme"));
		this.emea = this.tenants.create(NewTenant.childOf(this.acme.id(), "acme_emea", "Acme EMEA"));
		this.sales = this.tenants.create(NewTenant.childOf(this.emea.id(), "acme_emea_sales", "Acme EMEA Sales"));
	}

	private PreparedPlacement place(NewTenant description, IsolationStrategy strategy) {
		this.made.add(strategy);
		return PreparedPlacement.NOTHING;
	}

	@Test
	void tenantIsKeptApartByTheDefaultUnlessItsCreatorSaysOtherwise() {
		assertThat(this.acme.strategy()).isEqualTo(IsolationStrategy.SCHEMA);
		this.tenants.createAll(List.of(NewTenant.root("initech", "Initech").isolatedBy(IsolationStrategy.SHARED),
				NewTenant.childOfRow("initech", "initech_labs", "Initech Labs")));
		assertThat(this.tenants.findBySlug("initech")).get()
			.extracting(Tenant::strategy)
			.isEqualTo(IsolationStrategy.SHARED);
		assertThat(this.tenants.findBySlug("initech_labs")).get()
			.extracting(Tenant::strategy)
			.isEqualTo(IsolationStrategy.SCHEMA);
		assertThat(this.made).containsExactly(IsolationStrategy.SCHEMA, IsolationStrategy.SCHEMA,
				IsolationStrategy.SCHEMA, IsolationStrategy.SHARED, IsolationStrategy.SCHEMA);
	}

	@Test
	void treeGetsNoMoreLevelsThanItMay() {
		NewTenant below = NewTenant.childOf(this.sales.id(), "acme_emea_sales_uk", "Acme EMEA Sales UK");
		int before = this.made.size();
		assertTooDeep(() -> this.tenants.create(below));
		assertThat(this.made).as("places made in vain").hasSize(before);
		assertTooDeep(() -> this.tenants.create(below.isolatedBy(IsolationStrategy.SHARED)));
		assertThatExceptionOfType(TenantBatchException.class).isThrownBy(() -> this.tenants.createAll(List.of(below)))
			.satisfies((ex) -> assertThat(ex.failure()).isInstanceOf(TenantDepthExceededException.class));
	}

	@Test
	void subtreeIsNotPushedDeeperThanItMay() {
		Tenant globex = this.tenants.create(NewTenant.root("globex", "Globex"));
		Tenant labs = this.tenants.create(NewTenant.childOf(globex.id(), "globex_labs", "Globex Labs"));
		assertTooDeep(() -> this.tenants.move(globex.id(), this.emea.id(), null));
		assertThat(this.tenants.move(labs.id(), this.emea.id(), null).path().depth()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 21 })
	void depthIsOneToTwentyLevels(int depth) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantRules(IsolationStrategy.SHARED, depth))
			.withMessageContaining("1 to 20");
	}

	private static void assertTooDeep(ThrowingCallable work) {
		assertThatExceptionOfType(TenantDepthExceededException.class).isThrownBy(work)
			.withMessageContaining("at most 3")
			.satisfies((ex) -> assertThat(ex.details()).containsEntry("limit", 3).containsEntry("level", 4));
	}

}
