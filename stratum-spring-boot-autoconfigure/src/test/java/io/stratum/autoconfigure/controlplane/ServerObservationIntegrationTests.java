package io.stratum.autoconfigure.controlplane;

import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;

import static io.stratum.autoconfigure.shop.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

class ServerObservationIntegrationTests {

	private final ControlPlane application = ControlPlane.started();

	private final MeterRegistry meters = this.application.bean(MeterRegistry.class);

	@Test
	void requestsAreCountedByRouteAndOutcome() {
		awaitEnd();
		long found = count("/api/v1/tenants/{id}", "SUCCESS", "200");
		long missed = count("/api/v1/tenants/{id}", "CLIENT_ERROR", "404");
		ApiClient operator = this.application.operator();
		String id = operator.post("/tenants", "{\"name\": \"a\", \"slug\": \"" + Names.slug() + "\"}").id();
		operator.get("/tenants/" + id);
		operator.get("/tenants/" + UUID.randomUUID());
		operator.get("/tenants/" + UUID.randomUUID());
		awaitEnd();
		assertThat(count("/api/v1/tenants/{id}", "SUCCESS", "200")).isEqualTo(found + 1);
		assertThat(count("/api/v1/tenants/{id}", "CLIENT_ERROR", "404")).isEqualTo(missed + 2);
	}

	@Test
	void noAddressBecomesALabel() {
		String odd = UUID.randomUUID().toString();
		this.application.operator().get("/nothing/" + odd);
		this.application.stranger().get("/tenants/" + odd);
		awaitEnd();
		assertThat(this.meters.find("http.server.requests").timers())
			.noneMatch((timer) -> timer.getId().toString().contains(odd));
	}

	/**
	 * Waits for all requests: the observation of one ends after its answer has left.
	 */
	private void awaitEnd() {
		this.application.operator().get("/tenants");
		await(() -> this.meters.get("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.allMatch((timer) -> timer.activeTasks() == 0));
	}

	private long count(String route, String outcome, String status) {
		return this.meters.find("http.server.requests")
			.tags("method", "GET", "uri", route, "outcome", outcome, "status", status)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

}
