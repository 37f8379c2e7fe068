package io.stratum.autoconfigure.shop;

import java.util.Set;

import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.NewApiKey;
import io.stratum.access.Scope;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * The cast of tenants in a running application; made at its first start.
 */
public final class Cast {

	private final BeanFactory beans;

	private final Tenants tenants;

	public final Tenant acme;

	public final Tenant emea;

	public final Tenant sales;

	public final Tenant globex;

	public Cast(BeanFactory beans) {
		this.beans = beans;
		this.tenants = beans.getBean(Tenants.class);
		this.acme = tenant("acme", null);
		this.emea = tenant("acme_emea", this.acme.id());
		this.sales = tenant("acme_emea_sales", this.emea.id());
		this.globex = tenant("globex", null);
	}

	private Tenant tenant(String slug, @Nullable TenantId parent) {
		return this.tenants.findBySlug(slug)
			.orElseGet(() -> this.tenants
				.create((parent != null) ? NewTenant.childOf(parent, slug, slug) : NewTenant.root(slug, slug)));
	}

	/**
	 * Makes an API key and returns its text.
	 */
	public String key(Tenant tenant, Scope... scopes) {
		return this.beans.getBean(ApiKeys.class)
			.create(NewApiKey.of(tenant.id(), ApiKeySettings.DEFAULTS.scoped(Set.of(scopes))))
			.plaintext();
	}

	/**
	 * Sets the status of a tenant without asking whether that makes sense.
	 */
	public void status(Tenant tenant, String status) {
		EngineDatabase database = this.beans.getBean(EngineDatabase.class);
		database.run(() -> {
			database.jdbc()
				.sql("update stratum.tenant set status = ? where id = ?")
				.params(status, tenant.id().value())
				.update();
			this.beans.getBean(Journal.class).changed("tenant", tenant.id());
		});
	}

}
