package io.stratum.autoconfigure.controlplane;

import java.util.Arrays;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fresh tenants: {@code acme > acme_emea > acme_emea_sales}, a sibling {@code acme_apac},
 * and the stranger {@code globex} with a child and an archived one.
 */
final class Forest {

	final ControlPlane application;

	final ApiClient operator;

	final String acme;

	final String emea;

	final String sales;

	final String apac;

	final String globex;

	final String globexChild;

	final String globexArchived;

	Forest(ControlPlane application) {
		this.application = application;
		this.operator = application.operator();
		this.acme = root("acme");
		this.emea = child(this.acme, "acme_emea");
		this.sales = child(this.emea, "acme_emea_sales");
		this.apac = child(this.acme, "acme_apac");
		this.globex = root("globex");
		this.globexChild = child(this.globex, "globex_child");
		this.globexArchived = child(this.globex, "globex_old");
		assertThat(this.operator.post("/tenants/" + this.globexArchived + "/archive", null).status()).isEqualTo(200);
	}

	String root(String stem) {
		return created("""
				{"name": "%s", "slug": "%s"}""".formatted(stem, Names.slug(stem)));
	}

	String child(String parent, String stem) {
		return created("""
				{"name": "%s", "slug": "%s", "parent_id": "%s"}""".formatted(stem, Names.slug(stem), parent));
	}

	private String created(String body) {
		Reply reply = this.operator.post("/tenants", body);
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return reply.id();
	}

	/**
	 * Returns a client with a new key of a tenant.
	 */
	ApiClient as(String tenant, String... scopes) {
		return this.application.stranger().withKey(key(tenant, scopes).string("/plaintext_key"));
	}

	/**
	 * Returns a client with a token of a tenant.
	 */
	ApiClient withToken(String tenant, String... scopes) {
		return this.application.stranger().with("Authorization", "Bearer " + Tokens.of(tenant, scopes));
	}

	Reply key(String tenant, String... scopes) {
		String names = Arrays.stream(scopes).collect(Collectors.joining("\", \"", "\"", "\""));
		Reply reply = this.operator.post("/api-keys", """
				{"tenant_id": "%s", "scopes": [%s]}""".formatted(tenant, names));
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return reply;
	}

}
