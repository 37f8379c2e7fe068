package io.stratum.autoconfigure.controlplane;

import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ServerObservationIntegrationTests {

	private final ControlPlane application = ControlPlane.started();

	private final MeterRegistry meters = this.application.bean(MeterRegistry.class);

	@Test
	void requestsAreCountedByRouteAndOutcome() {
		long found = count("/api/v1/tenants/{id}", "SUCCESS", "200");
		long missed = count("/api/v1/tenants/{id}", "CLIENT_ERROR", "404");
		ApiClient operator = this.application.operator();
		String id = operator.post("/tenants", "{\"name\": \"a\", \"slug\": \"" + Names.slug() + "\"}").id();
		operator.get("/tenants/" + id);
		operator.get("/tenants/" + UUID.randomUUID());
		operator.get("/tenants/" + UUID.randomUUID());
		awaitCount("/api/v1/tenants/{id}", "SUCCESS", "200", found + 1);
		awaitCount("/api/v1/tenants/{id}", "CLIENT_ERROR", "404", missed + 2);
	}

	@Test
	void noAddressBecomesALabel() {
		String odd = UUID.randomUUID().toString();
		this.application.operator().get("/nothing/" + odd);
		this.application.stranger().get("/tenants/" + odd);
		assertThat(this.meters.find("http.server.requests").timers())
			.noneMatch((timer) -> timer.getId().toString().contains(odd));
	}

	/**
	 * The observation of a request ends after its answer has left.
	 */
	private void awaitCount(String route, String outcome, String status, long expected) {
		while (count(route, outcome, status) < expected) {
			LockSupport.parkNanos(5_000_000);
			assertThat(Thread.interrupted()).isFalse();
		}
		assertThat(count(route, outcome, status)).isEqualTo(expected);
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
