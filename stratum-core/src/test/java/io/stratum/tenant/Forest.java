package io.stratum.tenant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.engine.EngineFixture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tenants on a database of their own, empty at the start of each test.
 */
final class Forest implements BeforeEachCallback, AfterAllCallback {

	final EngineFixture engine = new EngineFixture();

	final Tenants tenants = new Tenants(this.engine.database, this.engine.feed, this.engine.journal,
			this.engine.context);

	@Override
	public void beforeEach(ExtensionContext context) {
		this.engine.clear();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.engine.close();
	}

	Tenant root(String slug) {
		return this.tenants.create(NewTenant.root(slug, slug));
	}

	Tenant child(Tenant parent, String slug) {
		return this.tenants.create(NewTenant.childOf(parent.id(), slug, slug));
	}

	/**
	 * Grows a chain of tenants and returns it root first.
	 */
	List<Tenant> chain(String slug, int levels) {
		List<Tenant> chain = new ArrayList<>(List.of(root(slug + "_0")));
		while (chain.size() < levels) {
			chain.add(child(chain.get(chain.size() - 1), slug + "_" + chain.size()));
		}
		return chain;
	}

	Tenant now(Tenant tenant) {
		return this.tenants.get(tenant.id(), Inclusion.ALL);
	}

	List<Tenant> children(Tenant parent) {
		return this.tenants.children(parent.id(), Inclusion.ACTIVE, Paging.first(1000)).tenants();
	}

	List<Tenant> descendants(Tenant top) {
		return this.tenants.descendants(top.id(), Inclusion.ACTIVE, Paging.first(1000)).tenants();
	}

	/**
	 * Acts as a principal of a tenant until the scope is closed.
	 */
	TenantContext.Scope actAs(Tenant home) {
		return this.engine.context.bind(null, principalOf(home));
	}

	static Caller principalOf(Tenant home) {
		return new Caller(Caller.Type.API_KEY, "key", "key", home.id(), EnumSet.of(Scope.ADMIN), null, null, null);
	}

	List<String> actions() {
		return this.engine.database.jdbc()
			.sql("select action from stratum.audit_log order by created_at, id")
			.query(String.class)
			.list();
	}

	List<String> events() {
		return this.engine.database.jdbc()
			.sql("select type from stratum.outbox order by id")
			.query(String.class)
			.list();
	}

	long count() {
		return this.engine.database.jdbc().sql("select count(*) from stratum.tenant").query(Long.class).single();
	}

	/**
	 * Forgets what changes left behind so far.
	 */
	void forgetJournal() {
		this.engine.database.jdbc().sql("delete from stratum.outbox").update();
		JdbcClient.create(this.engine.owner).sql("truncate stratum.audit_log").update();
	}

	void verify() {
		new ForestInvariants(this).verify();
	}

	static AbstractThrowableAssert<?, ? extends Throwable> assertFails(ErrorCode code, ThrowingCallable call) {
		return assertThatThrownBy(call).isInstanceOfSatisfying(StratumException.class,
				(ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
