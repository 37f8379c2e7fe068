package io.stratum.tenant;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.engine.EngineFixture;

import static io.stratum.engine.Eventually.await;

/**
 * Acme with its descendants and the stranger Globex, on a fresh database.
 */
public final class TenantCast implements AutoCloseable {

	public final EngineFixture engine = new EngineFixture();

	public final Tenants tenants = new Tenants(this.engine.database, this.engine.feed, this.engine.journal,
			this.engine.context);

	public final TenantId acme = this.tenants.create(NewTenant.root("acme", "Acme")).id();

	public final TenantId emea = this.tenants.create(NewTenant.childOf(this.acme, "acme_emea", "Acme EMEA")).id();

	public final TenantId sales = this.tenants.create(NewTenant.childOf(this.emea, "acme_emea_sales", "Acme Sales"))
		.id();

	public final TenantId globex = this.tenants.create(NewTenant.root("globex", "Globex")).id();

	public static Caller adminOf(TenantId home) {
		return caller(home, EnumSet.of(Scope.ADMIN));
	}

	public static Caller caller(TenantId home, Set<Scope> scopes) {
		return new Caller(Caller.Type.API_KEY, "key-1", "test key", home, scopes, null, "192.0.2.1", "request-1");
	}

	public <T> T as(Caller caller, Supplier<T> work) {
		try (TenantContext.Scope scope = this.engine.context.bind(null, caller)) {
			return work.get();
		}
	}

	public <T> T in(TenantId tenant, Supplier<T> work) {
		try (TenantContext.Scope scope = this.engine.context.bind(this.tenants.find(tenant).orElseThrow())) {
			return work.get();
		}
	}

	public void setStatus(TenantId tenant, TenantStatus status) {
		this.engine.database.run(() -> {
			this.engine.database.jdbc()
				.sql("update stratum.tenant set status = ? where id = ?")
				.params(status.wireName(), tenant.value())
				.update();
			this.engine.journal.changed("tenant", tenant);
		});
	}

	public UUID dataKeyOf(TenantId tenant) {
		return this.engine.database.jdbc()
			.sql("select id from stratum.data_key where tenant_id = ? and state = 'primary'")
			.param(tenant.value())
			.query(UUID.class)
			.single();
	}

	public void awaitMemory() {
		await(this.engine.feed::isTrusted);
	}

	/**
	 * Waits until a transaction waits for a lock, or the work is over without waiting.
	 */
	public void awaitWaiter(Future<?> work) {
		// pg_stat_activity would show the same picture throughout a transaction.
		await(() -> work.isDone() || this.engine.database.jdbc()
			.sql("select exists (select from pg_locks where not granted)")
			.query(Boolean.class)
			.single());
	}

	@Override
	public void close() {
		this.engine.close();
	}

}
