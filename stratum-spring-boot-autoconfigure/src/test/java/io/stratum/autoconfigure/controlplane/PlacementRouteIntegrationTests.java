package io.stratum.autoconfigure.controlplane;

import java.util.List;

import io.stratum.engine.EngineDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlacementRouteIntegrationTests {

	private static final List<String> OF_OPERATORS = List.of("server", "database", "schema", "fingerprint");

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	@Test
	void sharedTablesHaveNoPlaceOfTheirOwn() {
		Reply reply = this.operator.get("/tenants/" + this.forest.acme + "/isolation");
		assertThat(reply.string("/strategy")).isEqualTo("SHARED_RLS");
		assertThat(reply.string("/state")).isEqualTo("ready");
		assertThat(reply.at("/revision").intValue()).isZero();
		assertThat(reply.string("/server")).isEqualTo("home");
		assertThat(reply.at("/schema").isNull()).isTrue();
		assertThat(reply.at("/promotion").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SCHEMA_PER_TENANT", "DB_PER_TENANT" })
	void recordedPlaceIsShownToOperatorsInFull(String strategy) {
		String tenant = placed(strategy);
		String path = "/tenants/" + tenant + "/isolation";
		Reply reply = this.operator.get(path);
		assertThat(reply.string("/strategy")).isEqualTo(strategy);
		assertThat(reply.string("/state")).isEqualTo("ready");
		assertThat(reply.string("/server")).isEqualTo("home");
		assertThat(reply.string(strategy.startsWith("SCHEMA") ? "/schema" : "/database")).contains("t_");
		assertThat(reply.string("/fingerprint")).matches("[0-9a-f]{64}");
		Reply own = this.forest.as(tenant, "read").get(path);
		assertThat(own.string("/state")).isEqualTo("ready");
		assertThat(own.at("/revision")).isEqualTo(reply.at("/revision"));
		OF_OPERATORS.forEach((member) -> assertThat(own.at("/" + member).isNull()).as(member).isTrue());
	}

	@Test
	void changedRecordIsShown() {
		String tenant = placed("SCHEMA_PER_TENANT");
		this.forest.application.bean(EngineDatabase.class)
			.jdbc()
			.sql("update stratum.placement set revision = 7 where tenant_id = ?::uuid")
			.param(tenant)
			.update();
		assertThat(this.operator.get("/tenants/" + tenant + "/isolation").at("/revision").intValue()).isEqualTo(7);
	}

	@Test
	void placeThatNobodyRecordedIsMissing() {
		String tenant = placed("SCHEMA_PER_TENANT");
		this.forest.application.bean(EngineDatabase.class)
			.jdbc()
			.sql("update stratum.placement set tenant_id = null where tenant_id = ?::uuid")
			.param(tenant)
			.update();
		assertThat(this.operator.get("/tenants/" + tenant + "/isolation").string("/state")).isEqualTo("missing");
	}

	@Test
	void warmPlaceIsShownWithoutSql() {
		String path = "/tenants/" + placed("SCHEMA_PER_TENANT") + "/isolation";
		this.operator.get(path);
		assertThat(this.forest.application.database().during(() -> this.operator.get(path))).isZero();
	}

	private String placed(String strategy) {
		Reply reply = this.operator.post("/tenants", """
				{"name": "Placed", "slug": "%s", "isolation_strategy": "%s"}""".formatted(Names.slug(), strategy));
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return reply.id();
	}

}
