package io.stratum.tenant;

import java.util.List;

import io.stratum.InvalidInputException;
import io.stratum.access.AccessForbiddenException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a principal of {@code acme_emea} can do.
 */
class TenantReachIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final Tenants tenants = forest.tenants;

	private Tenant acme;

	private Tenant emea;

	private Tenant sales;

	private Tenant globex;

	@BeforeEach
	void plant() {
		this.acme = forest.root("acme");
		this.emea = forest.child(this.acme, "acme_emea");
		this.sales = forest.child(this.emea, "acme_emea_sales");
		this.globex = forest.root("globex");
	}

	@Test
	void subtreeIsWithinReach() {
		try (var scope = forest.actAs(this.emea)) {
			assertThat(this.tenants.get(this.emea.id())).isEqualTo(this.emea);
			assertThat(this.tenants.getBySlug("acme_emea_sales", Inclusion.ACTIVE)).isEqualTo(this.sales);
			assertThat(this.tenants.list(TenantFilter.NONE, Paging.first(10)).tenants()).containsExactly(this.emea,
					this.sales);
			assertThat(forest.child(this.sales, "field").parentId()).isEqualTo(this.sales.id());
			assertThat(this.tenants.suspend(forest.child(this.emea, "support").id()).isActive()).isFalse();
		}
	}

	@Test
	void ancestorsAboveTheCallerAreToldWhole() {
		try (var scope = forest.actAs(this.emea)) {
			assertThat(this.tenants.ancestors(this.sales.id())).containsExactly(this.acme, this.emea);
			assertThat(this.tenants.root(this.sales.id())).isEqualTo(this.acme);
		}
	}

	@Test
	void strangersAndUnknownTenantsGiveOneAnswerInEveryState() {
		Tenant archived = forest.root("archived");
		this.tenants.archive(archived.id());
		Tenant suspended = forest.root("suspended");
		this.tenants.suspend(suspended.id());
		try (var scope = forest.actAs(this.emea)) {
			for (TenantId id : List.of(TenantId.random(), this.acme.id(), this.globex.id(), archived.id(),
					suspended.id())) {
				for (ThrowingCallable call : callsOn(id)) {
					assertOutOfReach(call);
				}
			}
		}
	}

	@Test
	void slugOfAStrangerIsUnknown() {
		try (var scope = forest.actAs(this.emea)) {
			for (String slug : List.of("globex", "acme", "nobody", "No\0slug")) {
				assertThatExceptionOfType(TenantNotFoundException.class)
					.isThrownBy(() -> this.tenants.getBySlug(slug, Inclusion.ACTIVE))
					.withMessage("No tenant of this slug is found.")
					.satisfies((ex) -> assertThat(ex.details()).isEmpty());
			}
		}
	}

	@Test
	void cursorDoesNotTellWhetherAStrangerExists() {
		try (var scope = forest.actAs(this.emea)) {
			for (TenantId id : List.of(TenantId.random(), this.globex.id())) {
				assertThatExceptionOfType(InvalidInputException.class).isThrownBy(
						() -> this.tenants.descendants(this.emea.id(), Inclusion.ACTIVE, Paging.first(5).after(id)));
			}
		}
	}

	@Test
	void placeOfTheOwnTenantIsBeyondReach() {
		try (var scope = forest.actAs(this.emea)) {
			assertOutOfReach(() -> this.tenants.move(this.emea.id(), this.sales.id(), null));
			assertOutOfReach(() -> this.tenants.reorder(this.emea.id(), 0, null));
			assertOutOfReach(() -> this.tenants.move(this.sales.id(), this.globex.id(), null));
		}
		assertThat(forest.now(this.emea)).isEqualTo(this.emea);
	}

	@Test
	void rootsAreMadeByOperatorsOnly() {
		try (var scope = forest.actAs(this.emea)) {
			for (ThrowingCallable call : List.<ThrowingCallable>of(() -> forest.root("new"),
					() -> this.tenants.createAll(List.of(NewTenant.root("new", "New"))).size(),
					() -> this.tenants.move(this.sales.id(), null, null))) {
				assertThat(catchThrowable(call)).hasMessage("Only an operator may do this.");
			}
		}
		assertThat(forest.count()).isEqualTo(4);
	}

	@Test
	void organizationsAreRoots() {
		Organizations organizations = new Organizations(this.tenants);
		assertThat(organizations.list(Paging.first(10)).tenants()).containsExactly(this.acme, this.globex);
		assertThat(organizations.get(this.acme.id())).isEqualTo(this.acme);
		assertThatExceptionOfType(TenantNotFoundException.class).isThrownBy(() -> organizations.get(this.emea.id()));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> organizations.create(NewTenant.childOf(this.acme.id(), "new", "New")));
		assertThat(organizations.create(NewTenant.root("new", "New")).parentId()).isNull();
	}

	private List<ThrowingCallable> callsOn(TenantId id) {
		return List.of(() -> this.tenants.get(id), () -> this.tenants.get(id, Inclusion.ALL),
				() -> this.tenants.ancestors(id), () -> this.tenants.root(id),
				() -> this.tenants.children(id, Inclusion.ALL, Paging.first(1)),
				() -> this.tenants.descendants(id, Inclusion.ALL, Paging.first(1)),
				() -> this.tenants.list(TenantFilter.NONE.withParent(id), Paging.first(1)),
				() -> this.tenants.create(NewTenant.childOf(id, "new", "New")),
				() -> this.tenants.update(id, TenantUpdate.NONE), () -> this.tenants.suspend(id),
				() -> this.tenants.resume(id), () -> this.tenants.delete(id), () -> this.tenants.reorder(id, 0, null),
				() -> this.tenants.move(id, this.emea.id(), null), () -> this.tenants.move(this.sales.id(), id, null));
	}

	private static void assertOutOfReach(ThrowingCallable call) {
		assertThatExceptionOfType(AccessForbiddenException.class).isThrownBy(call)
			.withMessage("The caller may not act for this tenant.")
			.satisfies((ex) -> assertThat(ex.details()).isEmpty());
	}

}
