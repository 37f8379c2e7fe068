package io.stratum.tenant;

import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.engine.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantMovesIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final Tenants tenants = forest.tenants;

	@Test
	void subtreeFollowsItsTop() {
		Tenant acme = forest.root("acme");
		Tenant emea = forest.child(acme, "acme_emea");
		Tenant sales = forest.child(emea, "acme_emea_sales");
		Tenant apac = forest.child(acme, "acme_apac");
		forest.descendants(acme);
		forest.forgetJournal();
		Tenant moved = this.tenants.move(emea.id(), apac.id(), null);
		assertThat(moved.path().ids()).containsExactly(acme.id(), apac.id(), emea.id());
		assertThat(forest.now(sales).path().ids()).containsExactly(acme.id(), apac.id(), emea.id(), sales.id());
		assertThat(forest.now(sales).version()).isEqualTo(2);
		assertThat(forest.children(acme)).extracting(Tenant::id).containsExactly(apac.id());
		assertThat(forest.descendants(apac)).extracting(Tenant::id).containsExactly(emea.id(), sales.id());
		assertThat(forest.actions()).containsExactly("tenant.moved");
		assertThat(eventData()).containsEntry("new_parent_id", apac.id().toString());
		forest.verify();
	}

	@Test
	void operatorMakesATenantARoot() {
		List<Tenant> chain = forest.chain("acme", 3);
		Tenant root = this.tenants.move(chain.get(1).id(), null, null);
		assertThat(root.parentId()).isNull();
		assertThat(this.tenants.root(chain.get(2).id())).isEqualTo(root);
		assertThat(eventData()).containsEntry("new_parent_id", null);
		forest.verify();
	}

	@Test
	void tenantMovesToAnotherTree() {
		List<Tenant> chain = forest.chain("acme", 3);
		Tenant globex = forest.root("globex");
		this.tenants.move(chain.get(1).id(), globex.id(), null);
		assertThat(this.tenants.ancestors(chain.get(2).id())).extracting(Tenant::id)
			.containsExactly(globex.id(), chain.get(1).id());
		assertThat(this.tenants.move(globex.id(), chain.get(0).id(), null).parentId()).isEqualTo(chain.get(0).id());
		forest.verify();
	}

	@Test
	void noTenantComesBelowItself() {
		List<Tenant> chain = forest.chain("acme", 3);
		for (Tenant destination : chain.subList(1, 3)) {
			Forest.assertFails(ErrorCode.TENANT_CYCLE_DETECTED,
					() -> this.tenants.move(chain.get(1).id(), destination.id(), null));
		}
		assertThat(forest.now(chain.get(1))).isEqualTo(chain.get(1));
		forest.verify();
	}

	@Test
	void destinationExistsAndIsActive() {
		Tenant acme = forest.root("acme");
		Tenant archived = forest.root("archived");
		this.tenants.archive(archived.id());
		Tenant suspended = forest.root("suspended");
		this.tenants.suspend(suspended.id());
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> this.tenants.move(acme.id(), TenantId.random(), null));
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> this.tenants.move(TenantId.random(), acme.id(), null));
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED, () -> this.tenants.move(acme.id(), archived.id(), null));
		Forest.assertFails(ErrorCode.TENANT_SUSPENDED, () -> this.tenants.move(acme.id(), suspended.id(), null));
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED, () -> this.tenants.move(archived.id(), acme.id(), null));
		assertThat(forest.now(acme)).isEqualTo(acme);
	}

	@Test
	void subtreeIsNotPushedBelowTheLowestLevel() {
		List<Tenant> deep = forest.chain("deep", 18);
		List<Tenant> three = forest.chain("three", 3);
		assertThatExceptionOfType(TenantDepthExceededException.class)
			.isThrownBy(() -> this.tenants.move(three.get(0).id(), deep.get(17).id(), null))
			.satisfies((ex) -> assertThat(ex.details()).containsEntry("level", 21));
		this.tenants.move(three.get(0).id(), deep.get(16).id(), null);
		assertThat(forest.now(three.get(2)).path().depth()).isEqualTo(19);
		forest.verify();
	}

	@Test
	void movingUnderThePresentParentChangesNothing() {
		List<Tenant> chain = forest.chain("acme", 2);
		forest.forgetJournal();
		assertThat(this.tenants.move(chain.get(1).id(), chain.get(0).id(), null)).isEqualTo(chain.get(1));
		assertThat(this.tenants.move(chain.get(0).id(), null, null)).isEqualTo(chain.get(0));
		assertThat(forest.actions()).isEmpty();
	}

	@Test
	void tenantStandsWhereItIsPutAndBeyondTheEndIsLast() {
		Tenant acme = forest.root("acme");
		Tenant a = forest.child(acme, "a");
		Tenant b = forest.child(acme, "b");
		Tenant c = forest.child(acme, "c");
		assertThat(forest.now(b).sortOrder()).isOne();
		forest.forgetJournal();
		assertThat(this.tenants.reorder(c.id(), 0, null).sortOrder()).isZero();
		assertThat(forest.children(acme)).extracting(Tenant::slug).containsExactly("c", "a", "b");
		assertThat(forest.now(b).sortOrder()).isEqualTo(2);
		this.tenants.reorder(a.id(), 99, null);
		assertThat(forest.children(acme)).extracting(Tenant::slug).containsExactly("c", "b", "a");
		assertThat(forest.children(acme)).extracting(Tenant::sortOrder).containsExactly(0, 1, 2);
		assertThat(forest.now(b).sortOrder()).isOne();
		assertThat(forest.actions()).containsExactly("tenant.reordered", "tenant.reordered");
		forest.verify();
	}

	@Test
	void placeOfATenantThatStandsThereAlreadyIsNoChange() {
		Tenant acme = forest.root("acme");
		Tenant a = forest.child(acme, "a");
		forest.forgetJournal();
		assertThat(this.tenants.reorder(a.id(), 5, null)).isEqualTo(a);
		assertThat(forest.actions()).isEmpty();
	}

	@Test
	void negativePlaceIsRefused() {
		Tenant acme = forest.root("acme");
		Forest.assertFails(ErrorCode.VALIDATION_ERROR, () -> this.tenants.reorder(acme.id(), -1, null));
	}

	@Test
	void rootsHaveAnOrderToo() {
		Tenant acme = forest.root("acme");
		Tenant globex = forest.root("globex");
		assertThat(this.tenants.reorder(globex.id(), 0, null).sortOrder()).isZero();
		assertThat(forest.now(acme).sortOrder()).isOne();
		this.tenants.archive(globex.id());
		assertThat(forest.now(acme).sortOrder()).isOne();
		forest.verify();
	}

	private static Map<String, Object> eventData() {
		return Json.readObject(forest.engine.database.jdbc()
			.sql("select data::text from stratum.outbox where type = 'tenant.moved'")
			.query(String.class)
			.single());
	}

}
