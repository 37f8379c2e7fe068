package io.stratum.tenant;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

class TenantLocksIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final EngineDatabase database = forest.engine.database;

	private final TenantLocks locks = new TenantLocks(this.database);

	@Test
	void tenantThatMovedWhileWeWaitedIsLockedInItsNewTree() {
		Tenant acme = forest.root("acme");
		Tenant globex = forest.root("globex");
		Tenant emea = forest.child(acme, "acme_emea");
		CompletableFuture<List<Boolean>> waiting = new CompletableFuture<>();
		this.database.run(() -> {
			forest.tenants.move(emea.id(), globex.id(), null);
			waiting.completeAsync(() -> this.database.write(() -> {
				assertThat(this.locks.forChange(emea.id()).parentId()).isEqualTo(globex.id());
				return List.of(holdsTree(acme), holdsTree(globex));
			}));
			awaitSomebodyWaiting();
		});
		assertThat(waiting.join()).containsExactly(false, true);
	}

	@Test
	void childrenOfTwoParentsInOneTreeAreCreatedSideBySide() {
		Tenant acme = forest.root("acme");
		Tenant emea = forest.child(acme, "acme_emea");
		this.database.run(() -> {
			this.locks.forCreation(List.of(acme.id()), false);
			assertThat(Together.run(List.of(() -> forest.child(emea, "acme_emea_sales")))).containsOnlyNulls();
		});
	}

	@Test
	void changesToTwoTreesDoNotWaitForEachOther() {
		Tenant acme = forest.root("acme");
		Tenant globex = forest.root("globex");
		this.database.run(() -> {
			this.locks.forChange(acme.id());
			assertThat(Together.run(List.of(() -> forest.tenants.suspend(globex.id())))).containsOnlyNulls();
		});
	}

	private boolean holdsTree(Tenant root) {
		return this.database.jdbc().sql("""
				select exists (
					select from pg_locks
					where locktype = 'advisory'
						and pid = pg_backend_pid()
						and ((classid::bigint << 32) | objid::bigint) = hashtextextended('stratum.tree ' || ?, 0)
				)
				""").param(root.id().toString()).query(Boolean.class).single();
	}

	private void awaitSomebodyWaiting() {
		await(() -> this.database.jdbc()
			.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
			.query(Boolean.class)
			.single());
	}

}
