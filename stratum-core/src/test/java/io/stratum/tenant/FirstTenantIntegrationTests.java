package io.stratum.tenant;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.stratum.engine.Together;
import io.stratum.region.RegionAdmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class FirstTenantIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final FirstTenant first = new FirstTenant(forest.tenants);

	@Test
	void firstStartCreatesItAndLaterStartsFindIt() {
		Tenant acme = this.first.findOrCreate("acme", "Acme Ltd").orElseThrow();
		assertThat(acme.name()).isEqualTo("Acme Ltd");
		assertThat(acme.parentId()).isNull();
		assertThat(this.first.findOrCreate("acme", "Another name")).contains(acme);
		assertThat(forest.actions()).containsExactly("tenant.created");
	}

	@Test
	void itsRowsAreInSharedTablesWhateverTheDefaultIs() {
		Tenants tenants = new Tenants(forest.engine.database, forest.engine.feed, forest.engine.journal,
				forest.engine.context, (description, strategy) -> PreparedPlacement.NOTHING, RegionAdmission.NONE,
				new TenantRules(IsolationStrategy.SCHEMA, 20));
		assertThat(new FirstTenant(tenants).findOrCreate("acme", "Acme")).get()
			.extracting(Tenant::strategy)
			.isEqualTo(IsolationStrategy.SHARED);
	}

	@Test
	void existingTenantIsTaken() {
		Tenant acme = forest.root("acme");
		forest.root("globex");
		assertThat(this.first.findOrCreate("acme", "Acme")).contains(acme);
	}

	@Test
	void renamedTenantIsNotCreatedAgain() {
		Tenant acme = forest.root("acme");
		forest.tenants.suspend(acme.id());
		assertThat(this.first.findOrCreate("globex", "Globex")).isEmpty();
		assertThat(forest.count()).isOne();
	}

	@Test
	void nodesThatStartTogetherAgreeOnOne() {
		for (int round = 0; round < 20; round++) {
			forest.engine.clear();
			List<Callable<Optional<Tenant>>> nodes = IntStream.range(0, 4)
				.<Callable<Optional<Tenant>>>mapToObj(
						(node) -> () -> Optional.of(this.first.findOrCreate("acme", "Acme").orElseThrow()))
				.toList();
			assertThat(Together.run(nodes)).containsOnlyNulls();
			assertThat(forest.count()).isOne();
		}
	}

}
