package io.stratum.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantFilterIntegrationTests {

	private final List<String> bound = new ArrayList<>();

	private TenantTree tree;

	@BeforeAll
	void plant() {
		this.tree = new TenantTree();
	}

	@AfterAll
	void fell() {
		this.tree.close();
	}

	@AfterEach
	void nothingStaysBound() {
		this.bound.clear();
		assertThat(this.tree.context.current()).isEmpty();
		assertThat(this.tree.context.caller()).isEqualTo(Caller.SYSTEM);
	}

	@Test
	void bindsTheTenantAndTheCallerWhileTheRequestRuns() throws Exception {
		run(filter(TenantTree.caller(this.tree.acme)), naming("acme_emea"), this::note);
		assertThat(this.bound).containsExactly("acme_emea for k-1");
	}

	@Test
	void runsUnboundWithoutCredential() throws Exception {
		MockHttpServletRequest request = naming("acme");
		run(filter(Caller.ANONYMOUS), request, this::note);
		assertThat(this.bound).containsExactly("unbound for null");
		assertThat(TenantResolution.of(request).source()).isEqualTo("none");
	}

	@Test
	void callerKnowsWhereTheRequestCameFrom() throws Exception {
		MockHttpServletRequest request = naming("acme");
		request.addHeader(RequestId.HEADER, "r-1");
		request.setRemoteAddr("192.0.2.7");
		run(filter(TenantTree.caller(this.tree.acme)), request, this::note);
		Caller caller = TenantResolution.of(request).caller();
		assertThat(caller.sourceIp()).isEqualTo("192.0.2.7");
		assertThat(caller.requestId()).isEqualTo("r-1");
	}

	@Test
	void unbindsWhenTheHandlerFails() {
		TenantFilter filter = filter(TenantTree.caller(this.tree.acme));
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> run(filter, naming("acme"), () -> {
			throw new ServletException("broken");
		}));
	}

	@Test
	void errorAndAsyncDispatchesSeeTheSameTenant() throws Exception {
		TenantFilter filter = filter(TenantTree.caller(this.tree.acme));
		MockHttpServletRequest request = naming("acme_emea");
		run(filter, request, this::note);
		// What the request says by now no longer counts.
		request.removeHeader("X-Tenant-ID");
		for (DispatcherType dispatch : List.of(DispatcherType.ASYNC, DispatcherType.ERROR)) {
			request.setDispatcherType(dispatch);
			request.setAttribute("jakarta.servlet.error.request_uri", "/orders");
			run(filter, request, this::note);
		}
		assertThat(this.bound).containsOnly("acme_emea for k-1").hasSize(3);
	}

	@Test
	void refusalIsAProblemAndReachesNoHandler() throws Exception {
		MockHttpServletResponse response = run(filter(TenantTree.caller(this.tree.acme)), naming("globex"), this::note);
		assertThat(this.bound).isEmpty();
		assertThat(response.getStatus()).isEqualTo(403);
		assertThat(response.getContentType()).startsWith("application/problem+json");
		assertThat(response.getContentAsString()).contains("\"code\":\"FORBIDDEN\"").doesNotContain("globex");
	}

	@Test
	void malformedAndDoubleNamesAreBadRequests() throws Exception {
		MockHttpServletRequest twice = naming("acme");
		twice.addHeader("X-Tenant-ID", "acme");
		TenantFilter filter = filter(TenantTree.caller(this.tree.acme));
		assertThat(run(filter, twice, this::note).getStatus()).isEqualTo(400);
		assertThat(run(filter, naming("ac%6De"), this::note).getStatus()).isEqualTo(400);
		assertThat(run(filter, naming("acme,globex"), this::note).getStatus()).isEqualTo(400);
		assertThat(this.bound).isEmpty();
	}

	@Test
	void registryOutOfReachIsUnavailableNotAFault() throws Exception {
		TenantFilter filter = filter(TenantTree.caller(this.tree.acme), (caller, names) -> {
			throw new DataAccessResourceFailureException("secret host name");
		});
		MockHttpServletResponse response = run(filter, naming("acme"), this::note);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeader("Retry-After")).isEqualTo("1");
		assertThat(response.getContentAsString()).contains("SERVICE_UNAVAILABLE").doesNotContain("secret");
	}

	private TenantFilter filter(Caller caller) {
		return filter(caller, new SubtreeAdmission(this.tree.tenants));
	}

	private TenantFilter filter(Caller caller, TenantAdmission admission) {
		return new TenantFilter((request) -> caller, List.of(new HeaderTenantResolver("X-Tenant-ID", (sent) -> false)),
				admission, List.of(), this.tree.context, new ProblemWriter(JsonMapper.builder().build()));
	}

	private static MockHttpServletRequest naming(String tenant) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Tenant-ID", tenant);
		return request;
	}

	private static MockHttpServletResponse run(TenantFilter filter, MockHttpServletRequest request, Handler handler)
			throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		FilterChain chain = (sent, answer) -> handler.handle();
		filter.doFilter(request, response, chain);
		return response;
	}

	private void note() {
		@Nullable Tenant tenant = this.tree.context.current().orElse(null);
		this.bound.add(((tenant != null) ? tenant.slug() : "unbound") + " for " + this.tree.context.caller().id());
	}

	private interface Handler {

		void handle() throws ServletException, IOException;

	}

}
