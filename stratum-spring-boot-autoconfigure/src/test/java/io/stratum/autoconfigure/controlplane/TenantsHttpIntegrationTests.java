package io.stratum.autoconfigure.controlplane;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantsHttpIntegrationTests {

	private final ControlPlane api = ControlPlane.started();

	@Test
	void createsRoot() {
		Reply reply = this.api.operator().post("/tenants", """
				{"name": "Acme", "slug": "%s"}""".formatted(Names.slug()));
		System.err.println(reply);
		assertThat(reply.status()).isEqualTo(201);
	}

}
