package io.stratum.access;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineFixture;
import io.stratum.engine.Journal;
import io.stratum.engine.MovableClock;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The cast of tenants with keys and roles, over a fresh database.
 */
public final class AccessFixture implements AutoCloseable {

	public static final String PEPPER = "a pepper of at least thirty-two bytes";

	public final EngineFixture engine = new EngineFixture();

	public final MovableClock clock = new MovableClock();

	public final Journal journal = new Journal(this.engine.database, this.engine.feed, this.engine.context::caller,
			this.clock);

	public final Tenants tenants = new Tenants(this.engine.database, this.engine.feed, this.journal,
			this.engine.context);

	public final ApiKeys keys = keys(this.engine.database, Peppers.of(PEPPER, List.of()));

	public final Roles roles = new Roles(this.engine.database, this.journal, this.tenants, this.engine.context);

	public final PrincipalRoles principals = new PrincipalRoles(this.engine.database, this.engine.feed, this.journal,
			this.tenants, this.engine.context);

	public final Tenant acme = this.tenants.create(NewTenant.root("acme", "Acme"));

	public final Tenant emea = this.tenants.create(NewTenant.childOf(this.acme.id(), "acme_emea", "Acme EMEA"));

	public final Tenant sales = this.tenants
		.create(NewTenant.childOf(this.emea.id(), "acme_emea_sales", "Acme EMEA Sales"));

	public final Tenant globex = this.tenants.create(NewTenant.root("globex", "Globex"));

	public AccessFixture() {
		await(this.engine.feed::isTrusted);
	}

	public ApiKeys keys(EngineDatabase database, Peppers peppers) {
		return new ApiKeys(database, this.engine.feed, this.journal, this.tenants, this.engine.context, peppers);
	}

	public IssuedApiKey key(Tenant tenant, Scope... scopes) {
		return this.keys.create(NewApiKey.of(tenant.id(), ApiKeySettings.DEFAULTS.scoped(scopes)));
	}

	public static Caller caller(@Nullable Tenant home, Scope... scopes) {
		TenantId id = (home != null) ? home.id() : null;
		return new Caller(Caller.Type.USER, "u-1", "Somebody", id, Set.of(scopes), null, "192.0.2.7", "req-1");
	}

	public <T extends @Nullable Object> T as(Caller caller, Supplier<T> work) {
		try (TenantContext.Scope scope = this.engine.context.bind(null, caller)) {
			return work.get();
		}
	}

	/**
	 * Sets the status of a tenant as another node would: the change is heard, not made
	 * here.
	 */
	public void status(Tenant tenant, String status) {
		this.engine.database.run(() -> {
			this.engine.database.jdbc()
				.sql("update stratum.tenant set status = ? where id = ?")
				.params(status, tenant.id().value())
				.update();
			this.journal.changed("tenant", tenant.id());
		});
	}

	public static void assertCode(ErrorCode code, ThrowingCallable call) {
		assertThatExceptionOfType(StratumException.class).isThrownBy(call).returns(code, StratumException::code);
	}

	public long count(String sql, Object... params) {
		return this.engine.database.jdbc().sql(sql).params(params).query(Long.class).single();
	}

	@Override
	public void close() {
		this.keys.close();
		this.engine.close();
	}

}
