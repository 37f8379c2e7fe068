package io.stratum.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineSchema;
import io.stratum.engine.Journal;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The cast of tenants on a real database.
 */
final class TenantTree implements AutoCloseable {

	private static final EmbeddedDatabase SERVER = EmbeddedDatabase.start(EmbeddedOptions.throwAway()).closedAtExit();

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final TenantContext context = new TenantContext();

	private final EngineDatabase database;

	private final ChangeFeed feed;

	final Tenants tenants;

	final Tenant acme;

	final Tenant emea;

	final Tenant sales;

	final Tenant globex;

	final Tenant suspended;

	final Tenant archived;

	TenantTree() {
		String url = SERVER.url(createDatabase());
		EngineSchema.migrate(login(url, EmbeddedDatabase.ROLES.owner()), EmbeddedDatabase.ROLES.platform(),
				EmbeddedDatabase.ROLES.application());
		this.database = new EngineDatabase(login(url, EmbeddedDatabase.ROLES.platform()));
		this.feed = new ChangeFeed(this.database.dataSource(), Duration.ofSeconds(5));
		Journal journal = new Journal(this.database, this.feed, this.context::caller, Clock.systemUTC());
		this.tenants = new Tenants(this.database, this.feed, journal, this.context);
		this.acme = this.tenants.create(NewTenant.root("acme", "Acme"));
		this.emea = child(this.acme, "acme_emea");
		this.sales = child(this.emea, "acme_emea_sales");
		this.globex = this.tenants.create(NewTenant.root("globex", "Globex"));
		this.suspended = withStatus(child(this.acme, "acme_asleep"), "suspended");
		this.archived = withStatus(child(this.acme, "acme_gone"), "archived");
	}

	/**
	 * Makes a caller that belongs to a tenant, or to none as an operator.
	 */
	static Caller caller(@Nullable Tenant home) {
		return new Caller(Caller.Type.API_KEY, "k-1", "a key", (home != null) ? home.id() : null,
				Set.of(Scope.READ, Scope.WRITE), null, null, null);
	}

	private Tenant child(Tenant parent, String slug) {
		return this.tenants.create(NewTenant.childOf(parent.id(), slug, slug));
	}

	private Tenant withStatus(Tenant tenant, String status) {
		this.database.jdbc()
			.sql("update stratum.tenant set status = ? where id = ?")
			.params(status, tenant.id().value())
			.update();
		return tenant;
	}

	private static String createDatabase() {
		String name = "web_" + COUNTER.incrementAndGet();
		try (Connection connection = SERVER.superuserConnection(); Statement statement = connection.createStatement()) {
			statement.execute("create database " + name + " owner " + EmbeddedDatabase.ROLES.owner());
			return name;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DriverManagerDataSource login(String url, String role) {
		return new DriverManagerDataSource(url, role, "");
	}

	@Override
	public void close() {
		this.feed.close();
	}

}
