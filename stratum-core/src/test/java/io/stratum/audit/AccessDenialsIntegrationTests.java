package io.stratum.audit;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.stratum.access.AccessFixture;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.audit.AuditQuery.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessDenialsIntegrationTests {

	private AuditFixture audit;

	private AccessDenials one;

	private AccessDenials other;

	private Caller caller;

	@BeforeEach
	void start() {
		this.audit = new AuditFixture();
		this.one = new AccessDenials(this.audit.access.engine.database, this.audit.access.journal);
		this.other = new AccessDenials(this.audit.access.engine.database, this.audit.access.journal);
		this.caller = AccessFixture.caller(this.audit.access.acme, Scope.READ);
	}

	@AfterEach
	void stop() {
		this.audit.close();
	}

	@Test
	void refusalsOfAMinuteOnAllNodesAreOneEntry() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> requests = IntStream.range(0, 100).<Future<?>>mapToObj((i) -> threads.submit(() -> {
			(((i % 2) == 0) ? this.one : this.other).denied(this.caller, "PUT /tenants/{id}", "FORBIDDEN");
		})).toList();
		for (Future<?> request : requests) {
			request.get();
		}
		threads.shutdown();
		this.one.flush();
		this.other.flush();
		assertThat(denials()).isEmpty();
		endMinute();
		this.one.flush();
		this.other.flush();
		assertThat(denials()).singleElement().satisfies((entry) -> {
			assertThat(entry.metadata().get("count").asInt()).isEqualTo(100);
			assertThat(entry.metadata().get("reason").asString()).isEqualTo("FORBIDDEN");
			assertThat(entry.resourceId()).isEqualTo("PUT /tenants/{id}");
			assertThat(entry.actorId()).isEqualTo("u-1");
			assertThat(entry.actorType()).isEqualTo("user");
			assertThat(entry.sourceIp()).isEqualTo("192.0.2.7");
			assertThat(entry.tenantId()).isEqualTo(this.audit.access.acme.id());
		});
		assertThat(this.audit.verify(this.audit.access.acme.id()).ok()).isTrue();
	}

	@Test
	void routesAreCountedApart() {
		this.one.denied(this.caller, "GET /a", "FORBIDDEN");
		this.one.denied(this.caller, "GET /b", "FORBIDDEN");
		this.one.close();
		endMinute();
		this.other.flush();
		assertThat(denials()).hasSize(2);
	}

	@Test
	void floodOfStrangersIsBounded() {
		for (int i = 0; i < 10_100; i++) {
			this.one.denied(
					new Caller(Caller.Type.JWT, "stranger " + i, "x", null, this.caller.scopes(), null, null, null),
					"GET /\0", "FORBIDDEN");
		}
		this.one.flush();
		assertThat(this.audit.access.count("select count(*) from stratum.access_denial")).isEqualTo(10_001);
		assertThat(this.audit.access
			.count("select denied from stratum.access_denial where credential = 'system:' and route = 'others'"))
			.isEqualTo(100);
	}

	private void endMinute() {
		this.audit.tamper("update stratum.access_denial set minute = minute - interval '1 minute'");
	}

	private List<AuditEntry> denials() {
		return this.audit.log.query(AuditQuery.all().where(Field.ACTION, "access.denied"));
	}

}
