package io.stratum.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.stratum.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TenantPagesIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final Tenants tenants = forest.tenants;

	@Test
	void listShowsEachTenantOnceWhileOthersAreCreated() {
		List<TenantId> present = IntStream.range(0, 120).mapToObj((number) -> forest.root("t_" + number).id()).toList();
		List<Tenant> seen = walk(50, (paging) -> {
			TenantPage page = this.tenants.list(TenantFilter.NONE, paging);
			IntStream.range(0, 5).forEach((number) -> {
				if (forest.count() < 140) {
					forest.root("new_" + forest.count());
				}
			});
			return page;
		});
		assertThat(seen).extracting(Tenant::id).containsAll(present).doesNotHaveDuplicates().isSorted();
	}

	@Test
	void lastPageSaysSo() {
		forest.root("acme");
		forest.root("globex");
		TenantPage first = this.tenants.list(TenantFilter.NONE, Paging.first(1));
		assertThat(first.hasMore()).isTrue();
		TenantPage last = this.tenants.list(TenantFilter.NONE, Paging.first(1).after(first.next().orElseThrow()));
		assertThat(last.hasMore()).isFalse();
		assertThat(last.next()).isEmpty();
	}

	@Test
	void descendantsComeByDepthThenIdOnEveryPageSize() {
		List<Tenant> chain = forest.chain("acme", 4);
		forest.child(chain.get(0), "late_child");
		forest.child(chain.get(1), "late_grandchild");
		List<Tenant> all = forest.descendants(chain.get(0));
		assertThat(all).extracting((tenant) -> tenant.path().depth()).containsExactly(1, 1, 2, 2, 3);
		for (int size = 1; size < 6; size++) {
			assertThat(walk(size, (paging) -> this.tenants.descendants(chain.get(0).id(), Inclusion.ACTIVE, paging)))
				.isEqualTo(all);
		}
	}

	@Test
	void pagesOfARandomForestAreThoseOfItsWholeOrder() {
		Random random = new Random(7);
		List<Tenant> grown = new ArrayList<>(List.of(forest.root("acme")));
		while (grown.size() < 80) {
			Tenant parent = grown.get(random.nextInt(grown.size()));
			grown.add(forest.child(parent, "tenant_" + grown.size()));
		}
		grown.stream().filter((tenant) -> random.nextInt(8) == 0).forEach(this::suspendWithAllBelow);
		List<Tenant> active = grown.stream()
			.filter((tenant) -> !this.tenants.find(tenant.id()).orElseThrow().status().equals(TenantStatus.SUSPENDED))
			.toList();
		for (Tenant top : active) {
			for (Inclusion inclusion : Inclusion.values()) {
				int size = 1 + random.nextInt(20);
				assertThat(walk(size, (paging) -> this.tenants.descendants(top.id(), inclusion, paging)))
					.extracting(Tenant::id)
					.isEqualTo(ordered(top, inclusion));
			}
		}
	}

	private void suspendWithAllBelow(Tenant top) {
		forest.engine.database.run(() -> {
			forest.engine.database.jdbc()
				.sql("update stratum.tenant set status = 'suspended' where path <@ ?::ltree")
				.param(top.path().ltree())
				.update();
			forest.engine.journal.changed("tenant", top.id());
		});
	}

	private static List<TenantId> ordered(Tenant top, Inclusion inclusion) {
		return forest.engine.database.jdbc()
			.sql("""
					select id
					from stratum.tenant
					where path <@ ?::ltree and id <> ? and (status = 'active' or ?)
					order by nlevel(path), id
					""")
			.params(top.path().ltree(), top.id().value(), inclusion == Inclusion.ALL)
			.query((row, number) -> new TenantId(row.getObject(1, UUID.class)))
			.list();
	}

	@Test
	void childrenComeInTheirOrderOnEveryPageSize() {
		Tenant acme = forest.root("acme");
		IntStream.range(0, 5).forEach((number) -> forest.child(acme, "child_" + number));
		this.tenants.reorder(this.tenants.findBySlug("child_4").orElseThrow().id(), 0, null);
		for (int size = 1; size < 6; size++) {
			assertThat(walk(size, (paging) -> this.tenants.children(acme.id(), Inclusion.ACTIVE, paging)))
				.extracting(Tenant::slug)
				.containsExactly("child_4", "child_0", "child_1", "child_2", "child_3");
		}
	}

	@Test
	void inactiveTenantsAreShownToThoseWhoAsk() {
		Tenant acme = forest.root("acme");
		Tenant active = forest.child(acme, "active");
		Tenant suspended = this.tenants.suspend(forest.child(acme, "suspended").id());
		Tenant archived = this.tenants.archive(forest.child(acme, "archived").id());
		assertThat(forest.descendants(acme)).containsExactly(active);
		assertThat(forest.children(acme)).containsExactly(active);
		assertThat(this.tenants.descendants(acme.id(), Inclusion.ALL, Paging.first(9)).tenants())
			.containsExactly(active, suspended, archived);
		assertThat(list(TenantFilter.NONE)).containsExactly(acme, active);
		assertThat(list(TenantFilter.NONE.withInactive())).hasSize(4);
		assertThat(list(TenantFilter.NONE.withStatus(TenantStatus.ARCHIVED))).containsExactly(archived);
	}

	@Test
	void filtersNarrowTheList() {
		Tenant acme = forest.root("acme");
		Tenant emea = this.tenants.create(NewTenant.childOf(acme.id(), "acme_emea", "100% Österreich"));
		Tenant globex = forest.root("globex");
		assertThat(list(TenantFilter.ROOTS)).containsExactly(acme, globex);
		assertThat(list(TenantFilter.NONE.withParent(acme.id()))).containsExactly(emea);
		assertThat(list(TenantFilter.NONE.withText("ÖSTER"))).containsExactly(emea);
		assertThat(list(TenantFilter.NONE.withText("E_EM"))).containsExactly(emea);
		assertThat(list(TenantFilter.NONE.withText("0%"))).containsExactly(emea);
		assertThat(list(TenantFilter.NONE.withText("%"))).containsExactly(emea);
		assertThat(list(TenantFilter.NONE.withText("GLOB"))).containsExactly(globex);
		assertThat(list(new TenantFilter(null, null, false, IsolationStrategy.SHARED, null, null, Inclusion.ACTIVE)))
			.hasSize(3);
		assertThat(list(new TenantFilter(null, null, false, null, UUID.randomUUID(), null, Inclusion.ACTIVE)))
			.isEmpty();
	}

	@Test
	void unknownTenantIsNotAnEmptyList() {
		TenantId nobody = TenantId.random();
		Paging paging = Paging.first(5);
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> this.tenants.children(nobody, Inclusion.ALL, paging));
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> this.tenants.descendants(nobody, Inclusion.ALL, paging));
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> this.tenants.ancestors(nobody));
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> this.tenants.root(nobody));
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND, () -> list(TenantFilter.NONE.withParent(nobody)));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 1001 })
	void limitOutOfRangeIsRefused(int limit) {
		Forest.assertFails(ErrorCode.VALIDATION_ERROR, () -> Paging.first(limit));
	}

	@Test
	void searchForWhatIsNotTextIsRefused() {
		Forest.assertFails(ErrorCode.VALIDATION_ERROR, () -> list(TenantFilter.NONE.withText("a\0b")));
		Forest.assertFails(ErrorCode.VALIDATION_ERROR,
				() -> list(TenantFilter.ROOTS.withParent(forest.root("acme").id())));
	}

	private List<Tenant> list(TenantFilter filter) {
		return this.tenants.list(filter, Paging.first(100)).tenants();
	}

	private static List<Tenant> walk(int size, Function<Paging, TenantPage> read) {
		List<Tenant> seen = new ArrayList<>();
		TenantPage page = read.apply(Paging.first(size));
		seen.addAll(page.tenants());
		for (Optional<TenantId> next = page.next(); next.isPresent(); next = page.next()) {
			page = read.apply(Paging.first(size).after(next.get()));
			seen.addAll(page.tenants());
		}
		return seen;
	}

}
